/** The annotation by which Argo CD orders the objects of a sync. */
export const SYNC_WAVE_ANNOTATION = 'argocd.argoproj.io/sync-wave';

/**
 * Waves of Argo CD, in which everything here is applied: lower ones first, each once the one before it is healthy.
 *
 * Grants, backends, gateways and routes share wave 0, and have no annotation. In a wave of its own a route would wait for every
 * workload before it to be healthy, and one broken Deployment would keep all routes of the cluster from being applied; before its
 * backend it would be degraded. Within a wave Argo CD sorts by kind, so Services come before gateways and routes (argo-cd v3.5.1,
 * gitops-engine/pkg/sync/sync_tasks.go); kinds of CRDs come last in no useful order.
 */
export const SYNC_WAVES = {
  namespaces: -10,
  gatewayApiCrds: -9,
  helmCharts: -5,
  loadBalancer: -4,
  gatewayClassConfig: -3,
  gatewayClass: -2,
  workloads: 0,
} as const;

/** What is applied in a wave of its own. */
export type SyncWave = keyof typeof SYNC_WAVES;

/** The annotation that puts an object into a wave; none for wave 0, where Argo CD puts what has no annotation. */
export function syncWave(wave: SyncWave): Readonly<Record<string, string>> {
  const number = SYNC_WAVES[wave];
  return number === 0 ? {} : { [SYNC_WAVE_ANNOTATION]: String(number) };
}
