import { type Platform, platformProps } from '../platform';

/** What is different between two platforms, each by its path in a platform file: sentences. */
export function platformChanges(before: Platform, after: Platform): readonly string[] {
  const [old, young] = [before, after].map((platform) => new Map(leavesOf(platformProps(platform), '')));
  if (!old || !young) return [];
  const paths = [...new Set([...old.keys(), ...young.keys()])].sort();
  return paths
    .filter((path) => old.get(path) !== young.get(path))
    .map((path) => `the platform changes: ${path} from ${old.get(path) ?? 'none'} to ${young.get(path) ?? 'none'}`);
}

function leavesOf(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, path === '' ? key : `${path}.${key}`));
}
