import { Argument, Command } from 'commander';
import type { AdoptOptions } from '../adopt';

/** `loxigw adopt`. */
export function adoptCommand(): Command {
  return new Command('adopt')
    .description('make a TypeScript app out of manifests, with the proof that it writes the same')
    .addArgument(new Argument('<paths...>', 'files and folders of YAML or JSON; - is standard input'))
    .option(
      '-o, --output <folder>',
      'where the app is written; without it, only what would become of the manifests is said',
    )
    .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
    .option('--force', 'write over files that are there, and remove charts of an earlier adoption')
    .addHelpText(
      'after',
      `
Each file becomes a chart. Every construct is made and compared: it is taken only if the API server would store what it writes as it would
store the manifest; the few fields that no prop covers are added to it by JSON patches. What no construct is for is written as it is.
Comments, and findings that the app still has, stand above the lines that they are about; errors are accepted by name in src/main.ts, so that
the app writes the same from its first day. The app writes loxigw.yaml itself, with the platform and what is accepted.

Examples:
  loxigw adopt manifests/                  what would become of them
  loxigw adopt manifests/ -o gateways      write the app
  kubectl get gateways,httproutes -A -o yaml | loxigw adopt - -o gateways`,
    )
    .action((paths: string[], options: AdoptOptions) => {
      const { adopt }: typeof import('../adopt') = require('../adopt');
      process.exitCode = adopt(paths, options);
    });
}
