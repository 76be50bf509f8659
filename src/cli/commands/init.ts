import { Command, Option } from 'commander';
import type { InitOptions } from '../init';

/** `loxigw init`. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a new app: gateways in TypeScript, a routing test, a workflow, an Argo CD Application')
    .argument('[folder]', 'where to; made if it is not there', '.')
    .option('--name <name>', 'name of the project; that of the folder unless given')
    .addOption(
      new Option('--ci <system>', 'for which system a workflow is written')
        .choices(['github', 'gitlab', 'none'])
        .default('github'),
    )
    .option('--repo <url>', 'git repository that Argo CD reads')
    .option(
      '--force',
      'write over files that are there: what is in them is lost. Without it, README.md and .gitignore are kept',
    )
    .addHelpText(
      'after',
      `
Examples:
  loxigw init my-gateways
  loxigw init my-gateways --ci gitlab --repo https://git.example.com/platform/my-gateways.git`,
    )
    .action((folder: string, options: InitOptions) => {
      // With the constructs, which other commands need not load.
      const { init }: typeof import('../init') = require('../init');
      process.exitCode = init(folder, options);
    });
}
