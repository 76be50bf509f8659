export { SYNC_WAVE_ANNOTATION, SYNC_WAVES, type SyncWave, syncWave } from '../platform/sync-waves';
export {
  ArgoApplication,
  type ArgoApplicationBaseProps,
  type ArgoApplicationProps,
  type ArgoDestination,
} from './application';
export { ClusterApplication, type ClusterApplicationProps } from './cluster-application';
export { GatewayApiCrds, type GatewayApiCrdsProps } from './gateway-api-crds';
export type { ArgoGitSource, ArgoHelmSource, ArgoSource } from './source';
export type { ArgoSyncOption, ArgoSyncPolicy } from './sync-policy';
