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
    .option('--base <revision>', 'the older side is that of a revision of git, where it and HEAD have parted')
    .option('--exact', 'with --base: the revision itself, whatever was committed to it since')
    .addOption(
      new Option(
        '--requests <file>',
        'a test file, whose requests are sent to both sides as well; once for each',
      ).argParser((file: string, before: readonly string[] = []) => [...before, file]),
    )
    .option('--platform <file>', 'versions of the target, for both sides; by default a loxigw.yaml here or above')
    .addHelpText(
      'after',
      `
Requests are made of the matches of both sides. Exit code 1 for errors that nobody accepts: what the cluster would refuse, a VIP that moves, a
Namespace that is gone. A side that is not there has nothing: everything is new, or gone.

Examples:
  loxigw diff --base origin/main                   dist/, against where this branch began, as git diff origin/main... does
  loxigw diff --base HEAD --requests routing.test.yaml dist/berlin
  loxigw diff old new -o markdown > comment.md     below 60,000 characters, with the Gateways before and after
  loxigw diff -o json old new                      { summary: { errors, warnings, accepted, answers }, changes, accepted, answers,
                                                   structure, notes }; of several clusters { summary, notes, clusters: [{ name, … }] }

The platforms of loxigw.yaml are clusters, and each is compared with itself, both sides on its platform. A file is of the cluster that the file of
the same path below the newer side is of: old/berlin/web.yaml of that of new/berlin; else of the cluster whose folder holds it. A cluster that one
side does not have is compared with nothing. With --base the older side is played on what loxigw.yaml said then, if it was there.

A change is accepted in the program, at the object as it is then; remove it when the change is made, or it accepts the next one:
  acknowledge(gateway.apiObject, 'diff/vip-moved', 'DNS is changed on Sunday');
Without a program, by the annotation which that writes, or in loxigw.yaml: in the entry of a cluster, or beside "platforms" for all. A loxigw.yaml
that begins with "Written by" is not edited by hand: the program writes it, of rehearsal.acknowledge and that of a Fleet.
  metadata:
    annotations:
      cdk8s-loxi-gateway/acknowledge: "diff/vip-moved: DNS is changed on Sunday"
  acknowledge: [{ rule: diff/vip-moved, resource: Gateway shop/web, reason: DNS is changed on Sunday }]`,
    )
    .action((paths: string[], options: DiffOptions) => {
      process.exitCode = diff(paths, options);
    });
}
