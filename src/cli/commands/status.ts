import { Argument, Command, Option } from 'commander';
import { STATUS_FORMATS, type StatusOptions, status } from '../status';

/** `loxigw status`. */
export function statusCommand(): Command {
  return new Command('status')
    .description('print the status that the Gateway controller would write')
    .addArgument(
      new Argument('[paths...]', 'files and folders of YAML or JSON; - is standard input').default(['dist'], 'dist'),
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices([...STATUS_FORMATS]).default('text'))
    .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
    .addHelpText(
      'after',
      `
Examples:
  loxigw status                        dist/: listeners, attached routes, and what is not well
  loxigw status -o json dist/berlin    the objects with their status, as kubectl get -o json has it
  kubectl get gateways,httproutes,services,secrets -A -o yaml | loxigw status -`,
    )
    .action((paths: string[], options: StatusOptions) => {
      process.exitCode = status(paths, options);
    });
}
