import { packedFile } from '../init/package-root';
import { topologyOf } from '../picture/cluster-topology';
import { dotOf } from '../picture/dot';
import { htmlOf } from '../picture/html';
import { mermaidOf } from '../picture/mermaid';
import { pageCluster } from '../picture/page-data';
import { refusedObjects } from '../picture/refused-objects';
import { svgOf } from '../picture/svg';
import type { GatewayTopology } from '../picture/topology';
import { topologyPage } from '../picture/topology-page';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { printable } from './output/printable';
import { rehearsalsOf } from './rehearsals';

/** Formats of `loxigw graph`. */
export const GRAPH_FORMATS = ['markdown', 'mermaid', 'svg', 'html', 'dot'] as const;

export interface GraphOptions {
  readonly output: (typeof GRAPH_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
  /** Only this Gateway: `namespace/name`, or a name that one has; of several clusters `cluster:namespace/name`. @default all of them */
  readonly gateway?: string;
}

/** Prints pictures of the Gateways among the manifests below the paths. */
export function graph(paths: readonly string[], { output, platform, gateway }: GraphOptions): ExitCode {
  const played = rehearsalsOf(paths, platform);
  if (!played) return 2;
  complain(played.errors);
  // A page that says that there is nothing would take the place of the one that was there.
  const { clusters } = played;
  if (played.errors.length > 0 && clusters.length === 0) return 2;
  const all = clusters.flatMap(({ name, rehearsal }) => topologyOf(rehearsal, undefined, name));
  const refused = clusters.flatMap(({ name, rehearsal }) =>
    refusedObjects(rehearsal).map((title) => (name === undefined ? title : `${name}: ${title}`)),
  );
  if (refused.length > 0) {
    const objects = refused.length === 1 ? 'an object' : `${refused.length} objects`;
    complain([{ file: '', message: `the API server would refuse ${objects}, not drawn: see loxigw check` }]);
  }
  const gateways = gateway === undefined ? all : all.filter((each) => isNamed(each, gateway));
  const isOfSeveral = new Set(gateways.map(({ cluster }) => cluster)).size > 1;
  if (gateway !== undefined && (gateways.length === 0 || isOfSeveral)) {
    const asked = JSON.stringify(gateway);
    const wrong = isOfSeveral ? `${asked} is in several clusters` : `there is no ${asked}`;
    const known = (isOfSeveral ? gateways : all).map(askedName).join(', ') || 'none';
    complain([{ file: '', message: `--gateway: ${wrong}. Name one of: ${known}` }]);
    return 2;
  }
  const texts = {
    markdown: () => topologyPage(gateways, refused),
    mermaid: () => gateways.flatMap(titled).join('\n') || '%% There is no Gateway.\n',
    svg: () => svgOf(gateways),
    html: () =>
      htmlOf(
        clusters.map(({ name, rehearsal }) => pageCluster(rehearsal, name)),
        packedFile('lib/page.js'),
      ),
    dot: () => dotOf(gateways),
  };
  process.stdout.write(texts[output]());
  return played.errors.length > 0 ? 2 : 0;
}

/** With or without the cluster in front: `dist/berlin:shop/web`, `dist/berlin:web`, `shop/web`, `web`. */
function isNamed({ cluster, namespace, name }: GatewayTopology, asked: string): boolean {
  const prefix = `${cluster}:`;
  const rest = cluster !== undefined && asked.startsWith(prefix) ? asked.slice(prefix.length).trimStart() : asked;
  return `${namespace}/${name}` === rest || name === rest;
}

/** What names a Gateway and no other. */
function askedName({ cluster, namespace, name }: GatewayTopology): string {
  return `${cluster === undefined ? '' : `${cluster}:`}${namespace}/${name}`;
}

/** Diagrams with a comment in front that tells whose they are. */
function titled(gateway: GatewayTopology): readonly string[] {
  const diagrams = mermaidOf(gateway);
  // No name can end the comment: what is no letter, digit or "-._/" of Kubernetes names is left out.
  const name = `${gateway.namespace}/${gateway.name}`.replace(/[^A-Za-z0-9._/-]/g, '');
  const whose = gateway.cluster === undefined ? '' : ` of ${printable(gateway.cluster)}`;
  return diagrams.map((diagram, index) => {
    const part = diagrams.length === 1 ? '' : `, part ${index + 1} of ${diagrams.length}`;
    return `%% Gateway ${name}${whose}${part}\n${diagram}`;
  });
}
