import { dirname, relative, resolve, sep } from 'node:path';
import { stringify } from 'yaml';
import { type Acknowledgement, Platform, platformProps } from '../platform';
import type { LoxiAppProps } from './loxi-app-props';
import { isWithin } from './output-path';
import type { Staged } from './staged';
import { isOfSomebodyElse, stageFile } from './staged-file';
import { SynthError } from './synth-error';

/** What the program says of a cluster, for `loxigw check`. */
export interface DescribedCluster {
  /** Folder of its manifests. */
  readonly tree: string;
  readonly platform: Platform;
  /** Findings of it that are accepted. */
  readonly acknowledge: readonly Acknowledgement[];
}

/** What one app, or one fleet, says. */
export interface Description {
  readonly clusters: readonly DescribedCluster[];
  /** What is accepted between clusters. */
  readonly acknowledge: readonly Acknowledgement[];
}

const HEAD = '# Written by cdk8s-loxi-gateway with every synthesis: change the program instead.\n';

/**
 * Descriptions of this process by platform file. Apps of one program share a file, and each writes all of it: what stands in it depends on
 * the program alone, and not on what stood in it.
 */
const DESCRIPTIONS = new Map<string, Description[]>();

/** Adds what an app or a fleet says. One made again, as tests do, takes the place of the earlier. */
export function describe(file: string, description: Description): void {
  const path = resolve(file);
  const known = DESCRIPTIONS.get(path) ?? [];
  const trees = new Set(description.clusters.map(({ tree }) => resolve(tree)));
  const isEarlier = (other: Description): boolean => other.clusters.some(({ tree }) => trees.has(resolve(tree)));
  const place = known.findIndex(isEarlier);
  const others = known.filter((other) => !isEarlier(other));
  DESCRIPTIONS.set(path, others.toSpliced(place < 0 ? others.length : place, 0, description));
}

/** What the props of an app say of its cluster. Namespaces that are complete because the app writes Services there are left to the app. */
export function describedCluster(
  tree: string,
  {
    platform = Platform.default,
    rehearsal: { complete = [], acknowledge = [] } = {},
  }: Pick<LoxiAppProps, 'platform' | 'rehearsal'>,
): DescribedCluster {
  return { tree, platform: complete === 'own' ? platform : platform.withComplete(complete), acknowledge };
}

/** @throws SynthError for a file that somebody else wrote, that lies in a tree, or cannot be written */
export function stagePlatformFile(file: string): Staged {
  const path = resolve(file);
  const descriptions = DESCRIPTIONS.get(path) ?? [];
  const clusters = descriptions.flatMap((each) => each.clusters);
  const inTree = clusters.find(({ tree }) => isWithin(path, resolve(tree)));
  if (inTree) {
    throw new SynthError(
      `platformFile: ${JSON.stringify(file)} is in ${JSON.stringify(inTree.tree)}, and Argo CD would take it for a manifest. Name a file beside it.`,
    );
  }
  if (isOfSomebodyElse(path, HEAD)) {
    throw new SynthError(
      `platformFile: ${JSON.stringify(file)} was not written by a synthesis, and would be lost. Move it away, or name another one.`,
    );
  }
  return stageFile(path, platformFileText(dirname(path), descriptions), 'platformFile');
}

/** What a synthesis writes into a platform file. @param folder that of the file */
export function platformFileText(folder: string, descriptions: readonly Description[]): string {
  const between = descriptions.flatMap(({ acknowledge }) => acknowledge.map(plain));
  const content = {
    platforms: descriptions.flatMap(({ clusters }) =>
      clusters.map(({ tree, platform, acknowledge }) => ({
        paths: [pathFrom(folder, tree)],
        ...platformProps(platform),
        ...(acknowledge.length > 0 ? { acknowledge: acknowledge.map(plain) } : {}),
      })),
    ),
    ...(between.length > 0 ? { acknowledge: between } : {}),
  };
  // Clusters share platforms and reasons. Anchors for these would be more than readers of YAML put up with.
  return HEAD + stringify(content, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** As loxigw reads it: from the folder of the file, on any system. */
function pathFrom(folder: string, tree: string): string {
  const way = relative(folder, resolve(tree));
  return way === '' ? '.' : way.split(sep).join('/');
}

function plain({ rule, resource, reason }: Acknowledgement): Acknowledgement {
  return { rule, ...(resource === undefined ? {} : { resource }), reason };
}
