import { atLeast, type Version } from './version';

/** What one minor release of Cilium goes with. */
export interface CiliumRelease {
  /** Minor release, e.g. `1.20`. */
  readonly minor: string;
  /** The newest patch release seen when this table was written. */
  readonly latest: Version;
  /** The Gateway API bundle it is documented or conformance-tested with, the newest where several are named. */
  readonly gatewayApi: Version;
  /** The newest Kubernetes minor in its end-to-end tests. */
  readonly kubernetes: Version;
}

/**
 * Cilium with its Gateway API and Kubernetes, newest first.
 *
 * Source: cilium/cilium Documentation/network/servicemesh/gateway-api and Documentation/network/kubernetes/compatibility.rst
 * at the tags v1.17.1, v1.18.0, v1.19.6 and the branch point of v1.20, with their go.mod.
 */
export const CILIUM_RELEASES: readonly CiliumRelease[] = [
  { minor: '1.20', latest: '1.20.0', gatewayApi: '1.6.1', kubernetes: '1.36' },
  { minor: '1.19', latest: '1.19.6', gatewayApi: '1.4.1', kubernetes: '1.35' },
  { minor: '1.18', latest: '1.18.12', gatewayApi: '1.2.0', kubernetes: '1.33' },
  { minor: '1.17', latest: '1.17.18', gatewayApi: '1.2.0', kubernetes: '1.32' },
];

/** The release that `version` belongs to; the newest one for a newer version, undefined for one that is too old. */
export function ciliumRelease(version: Version): CiliumRelease | undefined {
  return CILIUM_RELEASES.find((release) => atLeast(version, release.minor));
}

/**
 * Releases at which the CRD of CiliumGatewayClassConfig changed, newest first: each serves the releases after it. Since v1.18.0
 * the operator writes its load-balancer class into the Services of gateways (cilium v1.18.0, translator.go).
 */
const CLASS_CONFIG_TAGS = ['v1.20.0', 'v1.19.6', 'v1.19.0', 'v1.18.10', 'v1.18.0'] as const;

/** The tag below `imports/schemas/cilium` whose CRD a release has; undefined before 1.18.0. */
export function gatewayClassConfigTag(cilium: Version): string | undefined {
  return CLASS_CONFIG_TAGS.find((tag) => atLeast(cilium, tag));
}
