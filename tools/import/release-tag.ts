import { compareVersions, validate } from 'compare-versions';

/** Tag of a release in a path, a file name or a URL: `v1.6.1`, `v0.9.8.4`, `v1.7.0-rc.1`. */
const TAG = /\bv\d+(?:\.\d+)+(?:-(?:alpha|beta|rc)\.?\d+)?/;
const ONLY_TAG = new RegExp(`^${TAG.source.slice('\\b'.length)}$`);

/** The first release tag in a path or URL; undefined if it names none. */
export function tagIn(path: string): string | undefined {
  return TAG.exec(path)?.[0];
}

/** True for a name that is a release tag and nothing else, as the folder `v0.9.8.4`. */
export function isTag(name: string): boolean {
  return ONLY_TAG.test(name);
}

/** Orders release tags, oldest first. `unversioned` comes before all of them. */
export function compareTags(a: string, b: string): number {
  if (validate(a) && validate(b)) return compareVersions(a, b);
  return Number(validate(a)) - Number(validate(b));
}
