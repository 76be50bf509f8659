import { compareVersions, validate } from 'compare-versions';

/** A version as written by people: `1.36`, `v1.20.0`, `v0.9.8.4`, `v1.36.1+rke2r1`. */
export type Version = string;

/** True for text that can be compared as a version. */
export function isVersion(text: string): boolean {
  return validate(text);
}

/** True if `version` is `floor` or newer. A missing part counts as 0; build metadata (`+rke2r1`) does not count. */
export function atLeast(version: Version, floor: Version): boolean {
  return compareVersions(version, floor) >= 0;
}

/** Without the `v` in front: `v1.6.1` -> `1.6.1`. */
export function bareVersion(version: Version): Version {
  return version.replace(/^v/, '');
}
