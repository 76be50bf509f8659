/** A file on a host that is no Kubernetes object: a unit, a sysctl setting, the configuration of RKE2. */
export interface HostFile {
  /** Absolute path on the host, e.g. `/etc/rancher/rke2/config.yaml`. */
  readonly path: string;
  /** Whole text, ending in a line feed. Never a secret: the output goes to git. */
  readonly content: string;
  /** Octal mode in four digits. @default 0644 */
  readonly mode?: string;
  /** User that it belongs to. @default root */
  readonly owner?: string;
  /** Group that it belongs to. @default root */
  readonly group?: string;
}

/** The file that says whose each file is: paths alone do not tell mode and owner. */
export const HOSTS_MANIFEST = 'hosts.json';

/** What follows the name of a host in the name of its user-data. */
export const USER_DATA = '.user-data.yaml';
