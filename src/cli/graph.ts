import { packedFile } from '../init/package-root';
import { dotOf } from '../picture/dot';
import { htmlOf } from '../picture/html';
import { mermaidOf } from '../picture/mermaid';
import { svgOf } from '../picture/svg';
import { topologyOf } from '../picture/topology';
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
}

/** Prints pictures of the Gateways among the manifests below the paths. */
export function graph(paths: readonly string[], { output, platform }: GraphOptions): ExitCode {
  const played = rehearsalsOf(paths, platform);
  if (!played) return 2;
  const gateways = played.rehearsals.flatMap(topologyOf);
  const texts = {
    markdown: () => topologyPage(gateways),
    mermaid: () => gateways.map(mermaidOf).join('\n'),
    svg: () => svgOf(gateways),
    html: () => htmlOf(played.rehearsals, packedFile('lib/page.js')),
    dot: () => dotOf(gateways),
  };
  process.stdout.write(texts[output]());
  complain(played.errors);
  return played.errors.length > 0 ? 2 : 0;
}
