import { Command, Option } from 'commander';
import { TRACE_FORMATS, type TraceOptions, trace } from '../trace';

/** `loxigw trace`. */
export function traceCommand(): Command {
  return new Command('trace')
    .description('say where a request goes, how it is changed, and what the client gets')
    .argument('[url]', 'such as http://192.168.57.100/details/1; left out with --requests')
    .argument('[paths...]', 'files and folders of YAML or JSON; - is standard input; dist unless given')
    .addOption(new Option('-o, --output <format>', 'how to print').choices([...TRACE_FORMATS]).default('text'))
    .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
    .option('--requests <file>', 'many requests, a list in YAML or JSON: { name, gateway, request, upstream }')
    .option('--explain', 'each step, and why each candidate lost')
    .option('-X, --request <method>', 'method, GET unless given')
    .option(
      '-H, --header <header>',
      '"name: value", once for each',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .option(
      '--resolve <host:port:address>',
      'the address of a host',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .option(
      '--connect-to <host:port:address:port>',
      'connect there instead',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .option('--gateway <namespace/name>', 'the Gateway that it comes to, whatever its address is')
    .addHelpText(
      'after',
      `
Without --gateway, the address of the URL says which Gateway it is, as kube-loxilb gives out addresses; a hostname is taken to be at the Gateway
whose listener is for it.

Examples:
  loxigw trace http://192.168.57.100/details/1
  loxigw trace http://192.168.57.100/?great=example -H 'magic: foo' -X POST --explain
  loxigw trace https://shop.example.com/cart --resolve shop.example.com:443:192.168.57.100 dist/berlin
  loxigw trace -o json --requests requests.yaml dist`,
    )
    .action((url: string | undefined, paths: string[], options: TraceOptions) => {
      process.exitCode = trace(url === undefined ? paths : [url, ...paths], options);
    });
}
