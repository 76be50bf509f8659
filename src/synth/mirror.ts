import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join, parse, relative, resolve } from 'node:path';
import { messageOf } from './caught';
import { CONSTRUCT_METADATA, constructMetadata, type RenderedChart } from './output-files';
import { isWithin } from './output-path';
import { SynthError } from './synth-error';

/*
 * `cdk8s synth` deletes the folder named as `output`, runs the app, and lists and validates what it finds in that folder
 * (cdk8s-cli 2.207.60, lib/cli/cmds/synth.js). An app with an `outdir` of its own leaves a copy there.
 */

/**
 * Where in the folder that `cdk8s synth` reads the tree of `outdir` is copied to: below it at the same place as below the
 * working folder, so that the trees of several apps stand side by side.
 *
 * @param expected CDK8S_OUTDIR
 * @returns undefined if `outdir` is that folder or in it already
 */
export function mirrorOf(outdir: string, expected: string): string | undefined {
  const [from, to] = [resolve(outdir), resolve(expected)];
  if (isWithin(from, to)) return undefined;
  const base = isWithin(from, process.cwd()) ? process.cwd() : parse(from).root;
  return join(to, relative(base, from));
}

/**
 * Adds the construct paths of an app to the file in the root of the CLI's folder, where the CLI looks for them. It maps names
 * alone, so several apps of one program, one for each cluster, go together.
 * @throws SynthError if it cannot be written
 */
export function mergeConstructMetadata(root: string, charts: readonly RenderedChart[]): void {
  const file = join(root, CONSTRUCT_METADATA);
  const own: unknown = JSON.parse(constructMetadata(charts));
  const resources = { ...resourcesOf(earlier(file)), ...resourcesOf(own) };
  try {
    writeFileSync(file, JSON.stringify({ version: '1.0.0', resources }));
  } catch (error) {
    throw new SynthError(`${file} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function earlier(file: string): unknown {
  try {
    return lstatSync(file).isFile() ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    // None yet, or none of ours.
    return undefined;
  }
}

function resourcesOf(metadata: unknown): object {
  if (typeof metadata !== 'object' || metadata === null || !('resources' in metadata)) return {};
  return typeof metadata.resources === 'object' && metadata.resources !== null ? metadata.resources : {};
}
