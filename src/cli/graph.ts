import { packedFile } from '../init/package-root';
import { topologyOf } from '../picture/cluster-topology';
import { dotOf } from '../picture/dot';
import { htmlOf } from '../picture/html';
import { mermaidOf } from '../picture/mermaid';
import { refusedObjects } from '../picture/refused-objects';
import { svgOf } from '../picture/svg';
import type { GatewayTopology } from '../picture/topology';
import { topologyPage } from '../picture/topology-page';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { rehearsalsOf } from './rehearsals';

/** Formats of `loxigw graph`. */
export const GRAPH_FORMATS = ['markdown', 'mermaid', 'svg', 'html', 'dot'] as const;

export interface GraphOptions {
  readonly output: (typeof GRAPH_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
  /** Only this Gateway: `namespace/name`, or a name that one has. @default all of them */
  readonly gateway?: string;
}

/** Prints pictures of the Gateways among the manifests below the paths. */
export function graph(paths: readonly string[], { output, platform, gateway }: GraphOptions): ExitCode {
  const played = rehearsalsOf(paths, platform);
  if (!played) return 2;
  complain(played.errors);
  // A page that says that there is nothing would take the place of the one that was there.
  if (played.errors.length > 0 && played.rehearsals.length === 0) return 2;
  const all = played.rehearsals.flatMap((each) => topologyOf(each));
  const refused = played.rehearsals.flatMap(refusedObjects);
  if (refused.length > 0) {
    const objects = refused.length === 1 ? 'an object' : `${refused.length} objects`;
    complain([{ file: '', message: `the API server would refuse ${objects}, not drawn: see loxigw check` }]);
  }
  const gateways = gateway === undefined ? all : all.filter((each) => isNamed(each, gateway));
  if (gateway !== undefined && gateways.length === 0) {
    const known = all.map(({ namespace, name }) => `${namespace}/${name}`).join(', ') || 'none';
    complain([{ file: '', message: `--gateway: there is no ${JSON.stringify(gateway)}. Name one of: ${known}` }]);
    return 2;
  }
  const texts = {
    markdown: () => topologyPage(gateways, refused),
    mermaid: () => gateways.flatMap(titled).join('\n') || '%% There is no Gateway.\n',
    svg: () => svgOf(gateways),
    html: () => htmlOf(played.rehearsals, packedFile('lib/page.js')),
    dot: () => dotOf(gateways),
  };
  process.stdout.write(texts[output]());
  return played.errors.length > 0 ? 2 : 0;
}

function isNamed({ namespace, name }: GatewayTopology, asked: string): boolean {
  return `${namespace}/${name}` === asked || name === asked;
}

/** Diagrams with a comment in front that tells whose they are. */
function titled(gateway: GatewayTopology): readonly string[] {
  const diagrams = mermaidOf(gateway);
  // No name can end the comment: what is no letter, digit or "-._/" of Kubernetes names is left out.
  const name = `${gateway.namespace}/${gateway.name}`.replace(/[^A-Za-z0-9._/-]/g, '');
  return diagrams.map((diagram, index) => {
    const part = diagrams.length === 1 ? '' : `, part ${index + 1} of ${diagrams.length}`;
    return `%% Gateway ${name}${part}\n${diagram}`;
  });
}
