import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isOfFleet } from './output-index';

/**
 * A warning for each tree below `outdir` that a fleet has written and whose cluster is not in the program any more.
 * @param clusters those that are, by name
 */
export function formerClusters(outdir: string, clusters: ReadonlyMap<string, unknown>): readonly string[] {
  return readdirSync(outdir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !clusters.has(entry.name))
    .map(({ name }) => join(outdir, name))
    .filter(isOfFleet)
    .sort()
    .map(
      (tree) =>
        `${tree} is of no cluster of the fleet any more, and stays as it is. Remove it, if the cluster is gone; if another fleet writes it, give each an outdir of its own.`,
    );
}
