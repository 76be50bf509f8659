#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { adoptCommand } from './commands/adopt';
import { checkCommand } from './commands/check';
import { coverageCommand } from './commands/coverage';
import { diffCommand } from './commands/diff';
import { explainCommand } from './commands/explain';
import { graphCommand } from './commands/graph';
import { initCommand } from './commands/init';
import { lbCommand } from './commands/lb';
import { statusCommand } from './commands/status';
import { testCommand } from './commands/test';
import { traceCommand } from './commands/trace';

const { version } = JSON.parse(readFileSync(require.resolve('cdk8s-loxi-gateway/package.json'), 'utf8'));

const BAD_USAGE = 2;

// A reader that has seen enough, such as `head`, is no failure of this program.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const program = new Command('loxigw')
  .description('Says what a cluster with Cilium behind LoxiLB would refuse in Kubernetes manifests, offline.')
  .version(version)
  .addHelpText('after', '\nExit codes: 0 fine, 1 errors were found, 2 bad usage or unreadable input.')
  .exitOverride();

const COMMANDS = [
  checkCommand(version),
  statusCommand(),
  lbCommand(),
  traceCommand(),
  graphCommand(),
  diffCommand(),
  testCommand(),
  coverageCommand(),
  initCommand(),
  adoptCommand(),
  explainCommand(),
];
for (const command of COMMANDS) program.addCommand(command.exitOverride());

try {
  program.parse();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : BAD_USAGE;
  else {
    // A mistake of this program's, of which a stack says nothing to its users.
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `error: this should not happen: ${message}. Please report it, with the command and the manifests.\n`,
    );
    process.exitCode = BAD_USAGE;
  }
}
