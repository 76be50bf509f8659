import { Command } from 'commander';
import { explain } from '../explain';

/** `loxigw explain`. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('say what a rule means, why, and how to cure it; without a rule, list them')
    .argument('[rule]', 'an id such as admission/unknown-field')
    .addHelpText('after', '\nExample:\n  loxigw explain admission/cel')
    .action((rule: string | undefined) => {
      process.exitCode = explain(rule);
    });
}
