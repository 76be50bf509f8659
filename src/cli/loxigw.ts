#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';

const { version } = JSON.parse(readFileSync(require.resolve('cdk8s-loxi-gateway/package.json'), 'utf8'));

/** Exit codes of every command: 0 fine, 1 errors were found, 2 bad usage or unreadable input. */
const BAD_USAGE = 2;

const program = new Command('loxigw')
  .description(
    "Checks Kubernetes Gateway API manifests for Cilium behind LoxiLB. This release has the constructs only: see the package's README.",
  )
  .version(version)
  .allowExcessArguments(false)
  .showHelpAfterError()
  .exitOverride()
  .action(() => program.outputHelp());

try {
  program.parse();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : BAD_USAGE;
}
