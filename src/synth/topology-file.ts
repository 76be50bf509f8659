import { resolve } from 'node:path';
import { topologyOf } from '../picture/cluster-topology';
import { refusedObjects } from '../picture/refused-objects';
import { TOPOLOGY_MARK, topologyPage } from '../picture/topology-page';
import type { Rehearsal } from '../rehearsal';
import { isWithin } from './output-path';
import type { Staged } from './staged';
import { isOfSomebodyElse, stageFile } from './staged-file';
import { SynthError } from './synth-error';

/**
 * Where the page goes.
 * @param tree folder of the manifests, in which Argo CD looks
 * @throws SynthError for a file that is no Markdown, lies in the tree, or was written by somebody else
 */
export function checkedTopologyFile(file: string, tree: string): string {
  const path = resolve(file);
  if (!/\.md$/.test(path))
    throw new SynthError(`topology: ${JSON.stringify(file)} is no file of Markdown. Name one, such as "TOPOLOGY.md".`);
  if (isWithin(path, tree)) {
    throw new SynthError(
      `topology: ${JSON.stringify(file)} is in the tree of manifests, where only what LoxiApp writes stays. Name a file beside it.`,
    );
  }
  if (isOfSomebodyElse(path, TOPOLOGY_MARK)) {
    throw new SynthError(
      `topology: ${JSON.stringify(file)} is there, and not of a synthesis. Remove it, or name another file.`,
    );
  }
  return path;
}

/**
 * The page, ready beside its place.
 * @param cluster as its title has it. @default none: the title is of no cluster
 * @throws SynthError if it cannot be written
 */
export function stageTopology(path: string, rehearsals: readonly Rehearsal[], cluster?: string): Staged {
  return stageFile(
    path,
    topologyPage(
      rehearsals.flatMap((each) => topologyOf(each)),
      rehearsals.flatMap(refusedObjects),
      cluster,
    ),
    'topology',
  );
}
