import { Command, Option } from 'commander';
import { DIFF_FORMATS, type DiffOptions, diff } from '../diff';

/** `loxigw diff`. */
export function diffCommand(): Command {
  return new Command('diff')
    .description(
      'say what a change of manifests means for traffic: VIPs, classes, sessions, grants, and requests that get another answer',
    )
    .argument(
      '[paths...]',
      'the older and the newer file or folder of manifests; with --base the newer alone, dist unless given',
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices([...DIFF_FORMATS]).default('text'))
    .option('--base <revision>', 'the older side is that of a revision of git, such as origin/main')
    .option('--requests <file...>', 'test files, whose requests are sent to both sides as well')
    .option('--platform <file>', 'versions of the target, for both; by default a loxigw.yaml here or above')
    .addHelpText(
      'after',
      `
Requests are made of the matches of both sides. Exit code 1 for errors: what the cluster would refuse, a VIP that moves, a Namespace that is gone.

Examples:
  loxigw diff --base origin/main dist/berlin
  loxigw diff --base HEAD --requests routing.test.yaml
  loxigw diff old new -o markdown > comment.md     below 60,000 characters, with the Gateways before and after`,
    )
    .action((paths: string[], options: DiffOptions) => {
      process.exitCode = diff(paths, options);
    });
}
