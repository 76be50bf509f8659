import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { refusedObjects, topologyOf } from '../picture/cluster-topology';
import { TOPOLOGY_MARK, topologyPage } from '../picture/topology-page';
import type { Rehearsal } from '../rehearsal';
import { messageOf } from './caught';
import { isWithin } from './output-path';
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
  if (isOfSomebodyElse(path)) {
    throw new SynthError(
      `topology: ${JSON.stringify(file)} is there, and not of a synthesis. Remove it, or name another file.`,
    );
  }
  return path;
}

/** True for a link, a folder, and a file that begins otherwise; what cannot be looked at is found out when it is written. */
function isOfSomebodyElse(path: string): boolean {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found !== undefined && !(found.isFile() && readFileSync(path, 'utf8').startsWith(TOPOLOGY_MARK));
  } catch {
    return false;
  }
}

/** Writes the page, whole or not at all. @throws SynthError if that fails */
export function writeTopology(path: string, rehearsals: readonly Rehearsal[]): void {
  const scratch = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(scratch, topologyPage(rehearsals.flatMap(topologyOf), rehearsals.flatMap(refusedObjects)));
    renameSync(scratch, path);
  } catch (error) {
    removeScratch(scratch);
    throw new SynthError(`topology: cannot be written: ${messageOf(error)}. Name a file that can.`, { cause: error });
  }
}

/** It may not be there, and its folder may be none. */
function removeScratch(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What went wrong before is what is told.
  }
}
