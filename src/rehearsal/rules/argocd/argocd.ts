import type { Cluster } from '../../cluster';
import { kindOf, type StoredObject } from '../../inventory';

/** An Application of Argo CD. */
export interface Application extends StoredObject {
  readonly spec: {
    readonly project?: string;
    readonly syncPolicy?: { readonly syncOptions?: readonly string[] };
  };
}

interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** An AppProject of Argo CD. */
export interface AppProject extends StoredObject {
  readonly spec: { readonly clusterResourceWhitelist?: readonly GroupKind[] };
}

export const APPLICATION = kindOf<Application>('argoproj.io', 'Application');
export const APP_PROJECT = kindOf<AppProject>('argoproj.io', 'AppProject');

/** True if an Application among the objects applies on the side of the server. */
export function appliesOnServer({ inventory }: Cluster): boolean {
  return inventory.all(APPLICATION).some(({ spec }) => spec.syncPolicy?.syncOptions?.includes('ServerSideApply=true'));
}

const WAVE = 'argocd.argoproj.io/sync-wave';

/** The sync wave of an object; 0 unless it names one. */
export function waveOf({ metadata }: StoredObject): number {
  return Number(metadata.annotations?.[WAVE] ?? 0);
}

/** True for an object with a sync wave, so that its order is meant. */
export function hasWave({ metadata }: StoredObject): boolean {
  return metadata.annotations?.[WAVE] !== undefined;
}
