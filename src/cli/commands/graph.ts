import { Argument, Command, Option } from 'commander';
import { GRAPH_FORMATS, type GraphOptions, graph } from '../graph';

/** `loxigw graph`. */
export function graphCommand(): Command {
  return new Command('graph')
    .description('draw the Gateways: VIP, listeners, routes, backends, and what is not well')
    .addArgument(
      new Argument('[paths...]', 'files and folders of YAML or JSON; - is standard input').default(['dist'], 'dist'),
    )
    .addOption(new Option('-o, --output <format>', 'what to write').choices([...GRAPH_FORMATS]).default('markdown'))
    .option(
      '--gateway <namespace/name>',
      'only this Gateway; of several clusters <cluster>:<namespace/name>; HTML has all of them',
    )
    .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
    .addHelpText(
      'after',
      `
Markdown is a table and Mermaid diagrams of each Gateway, as GitHub and GitLab show them; none has more than 4,500 characters, and what does not fit
into eight of them is counted. SVG has up to 24 routes of each Gateway, for light and dark. HTML is one file that searches, zooms and plays
requests, and asks for nothing else. Routes of a Gateway that is not among the manifests are drawn as well.
Of several clusters, each Gateway is drawn with the name of its cluster: its folder, as the platform file has it.

Examples:
  loxigw graph > TOPOLOGY.md
  loxigw graph -o svg dist/berlin > berlin.svg
  loxigw graph -o mermaid --gateway shop/web
  loxigw graph -o mermaid --gateway dist/berlin:shop/web
  loxigw graph -o html > gateways.html
  loxigw graph -o dot dist/berlin | dot -Tsvg > berlin.svg`,
    )
    .action((paths: string[], options: GraphOptions) => {
      process.exitCode = graph(paths, options);
    });
}
