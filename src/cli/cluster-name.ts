import type { PlatformEntry } from '../platform';

/** What a cluster is called: by its folders, as the platform file has them. */
export function clusterName({ paths }: Pick<PlatformEntry, 'paths'>): string {
  return paths?.join(', ') ?? 'all others';
}
