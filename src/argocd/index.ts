export { SYNC_WAVE_ANNOTATION, SYNC_WAVES, type SyncWave, syncWave } from '../platform/sync-waves';
export {
  ArgoApplication,
  type ArgoApplicationBaseProps,
  type ArgoApplicationProps,
} from './application';
export { ClusterApplication, type ClusterApplicationProps } from './cluster-application';
export type { ArgoDestination } from './destination';
export { FleetApplicationSet, type FleetApplicationSetProps } from './fleet-application-set';
export { GatewayApiCrds, type GatewayApiCrdsProps } from './gateway-api-crds';
export { type ArgoKind, ArgoProject, type ArgoProjectDestination, type ArgoProjectProps } from './project';
export type { ArgoGitSource, ArgoHelmSource, ArgoSource } from './source';
export type { ArgoSyncOption, ArgoSyncPolicy } from './sync-policy';
