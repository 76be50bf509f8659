import { Argument, Command, Option } from 'commander';
import { LB_FORMATS, type LbOptions, lb } from '../lb';

/** `loxigw lb`. */
export function lbCommand(): Command {
  return new Command('lb')
    .description("print LoxiLB's rules: which VIP, port and mode each Service would get")
    .addArgument(
      new Argument('[paths...]', 'files and folders of YAML or JSON; - is standard input').default(['dist'], 'dist'),
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices([...LB_FORMATS]).default('text'))
    .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
    .addHelpText(
      'after',
      `
kube-loxilb has to be among the manifests, or its arguments in the platform file: they have the pools. Exit code 1 if a Service gets no VIP, or a port is taken.

Examples:
  loxigw lb                    dist/, as loxicmd get lb would print it
  loxigw lb -o json dist/berlin`,
    )
    .action((paths: string[], options: LbOptions) => {
      process.exitCode = lb(paths, options);
    });
}
