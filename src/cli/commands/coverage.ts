import { Command, Option } from 'commander';
import { COVERAGE_FORMATS, type CoverageOptions, coverage } from '../coverage';

/** `loxigw coverage`. */
export function coverageCommand(): Command {
  return new Command('coverage')
    .description('say which matches and backends the requests of test files do not reach')
    .argument('<files...>', 'test files in YAML or JSON')
    .addOption(new Option('-o, --output <format>', 'how to print').choices([...COVERAGE_FORMATS]).default('text'))
    .option('--manifests <path...>', 'manifests, instead of those that the files name; separate from files by --')
    .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
    .addHelpText('after', '\nExample:\n  loxigw coverage routing.test.yaml')
    .action((files: string[], options: CoverageOptions) => {
      process.exitCode = coverage(files, options);
    });
}
