export { admit, asStored } from './admission/admission';
export type { Condition } from './controller/condition';
export type { ControllerStatus, ListenerStatus } from './controller/status';
export type { Finding, Severity } from './finding';
export { type FleetFinding, fleetFindings } from './fleet/fleet-findings';
export type { FleetMember } from './fleet/fleet-member';
export type { ObjectMeta, StoredObject } from './inventory';
export type { LoadBalancerProblem, LoadBalancerRule } from './loadbalancer/load-balancer';
export { isManifest, type Manifest, type ResourceReference } from './manifest';
export { type ObjectStatus, Rehearsal, type RehearsalContext } from './rehearsal';
export { type Expectation, type Mismatch, mismatches } from './traffic/expectation';
export type { BackendRequest, Mirror, Outcome, ReachedBackend, RedirectTo } from './traffic/outcome';
export {
  type GatewayTarget,
  type Protocol,
  RequestError,
  type TrafficRequest,
  type Upstream,
} from './traffic/request';
export type { SendOptions } from './traffic/traffic';
