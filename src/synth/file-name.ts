import type { Chart } from 'cdk8s';

/*
 * File names as the stock `App` gives them (cdk8s 2.70.106, lib/app.js and lib/names.js), with two differences: no index ever
 * stands in front, and neither the locale nor CDK8S_LEGACY_HASH changes them.
 */

const LONGEST_LABEL = 63;
const HASH_LENGTH = 8;

/**
 * The name of a chart's file or folder: its path as a DNS label, with a hash of the path if it is not one already.
 *
 * The same as `Names.toDnsLabel`, which lower-cases as the user's language does: in a Turkish terminal, `I` would be lost.
 */
export function chartFileName(chart: Chart): string {
  const components = chart.node.path.split('/');
  const [only = ''] = components;
  if (components.length === 1 && /^[0-9a-z-]+$/.test(only) && only.length <= LONGEST_LABEL) return only;
  const names = components.map((component) =>
    component
      .toLowerCase()
      .replace(/[^0-9a-zA-Z-_.]/g, '')
      .slice(0, LONGEST_LABEL),
  );
  names.push(chart.node.addr.slice(0, HASH_LENGTH));
  return names
    .reverse()
    .filter((name, index) => name !== names[index - 1])
    .join('/')
    .slice(0, LONGEST_LABEL)
    .split('/')
    .reverse()
    .join('-')
    .split('-')
    .filter((part) => part !== '' && part !== 'resource' && part !== 'default')
    .join('-');
}

/** The name of a resource's file: `Kind.name`, without what file names cannot have. */
export function resourceFileName(kind: unknown, name: unknown): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

/**
 * A part of a path that stays in its folder on any file system: letters, digits, `.`, `_`, `-`, `@`, `+`, not only dots, no hidden file.
 * (What may follow the dot of `.k8s.yaml` is given by outputFileExtension.)
 */
export function isPlainFileName(name: string): boolean {
  return /^[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*$/.test(name) && name.length <= 255;
}
