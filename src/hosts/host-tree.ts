import { createHash } from 'node:crypto';
import { userData } from './cloud-init';
import type { Host } from './host';
import { HOSTS_MANIFEST, USER_DATA } from './host-file';

/** A file of the tree: its path below the folder of the cluster, with `/`, and its text. */
export interface HostTreeFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of hosts: each at `<host>/<path on the host>`, a cloud-init user-data `<host>.user-data.yaml` for each host, and one
 * manifest `hosts.json` with mode, owner, group and SHA-256 of every file, for whatever copies them.
 *
 * @param hosts with names of their own
 */
export function hostTree(hosts: readonly Host[]): readonly HostTreeFile[] {
  if (hosts.length === 0) return [];
  const sorted = [...hosts].sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = {
    hosts: sorted.map(({ name, files, packages, commands }) => ({
      name,
      packages,
      files: files.map(({ path, content, mode, owner, group }) => ({
        path,
        mode,
        owner,
        group,
        sha256: createHash('sha256').update(content).digest('hex'),
      })),
      commands,
    })),
  };
  return [
    { path: HOSTS_MANIFEST, text: `${JSON.stringify(manifest, undefined, 2)}\n` },
    ...sorted.flatMap((host) => [
      { path: `${host.name}${USER_DATA}`, text: userData(host) },
      ...host.files.map(({ path, content }) => ({ path: `${host.name}${path}`, text: content })),
    ]),
  ];
}
