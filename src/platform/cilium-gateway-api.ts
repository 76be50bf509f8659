import { ciliumRelease } from './cilium-releases';
import type { GatewayApiSet } from './gateway-api-set';
import { atLeast, type Version } from './version';

/** Why a release of Cilium does not run with CRDs of the Gateway API. */
export interface GatewayApiClash {
  /** As the rest of a sentence that begins with the release of the Gateway API. */
  readonly problem: string;
  readonly cure: string;
}

/**
 * What comes of Cilium with a set of CRDs; undefined if they go together.
 *
 * Before 1.20 the operator looks for a version of TLSRoute that is named v1alpha2, and does not ask whether it is served: the
 * standard channel has had it unserved since 1.5. From 1.20 it needs TLSRoute, ReferenceGrant and BackendTLSPolicy at v1, which
 * are there since 1.5. Cilium's notes on 1.20 ask for 1.6.1.
 *
 * Source: cilium v1.19.6 and v1.20, operator/pkg/gateway-api/cell.go and helpers/schemes.go; cilium/cilium#44920.
 */
export function gatewayApiClash(cilium: Version, { version, channel }: GatewayApiSet): GatewayApiClash | undefined {
  const hasV1 = atLeast(version, '1.5.0');
  const fitting = ciliumRelease(cilium)?.gatewayApi;
  if (atLeast(cilium, '1.20.0')) {
    if (hasV1) return undefined;
    return {
      problem: `lacks TLSRoute, ReferenceGrant or BackendTLSPolicy at v1, without which Cilium ${cilium} turns the Gateway API off, without an error`,
      cure: `Set gatewayApi.version of the platform to ${fitting}, or cilium.version to 1.19.6.`,
    };
  }
  if (!hasV1 || channel === 'experimental') return undefined;
  return {
    problem: `has TLSRoute at v1alpha2 without serving it, at which the operator of Cilium ${cilium} crashes, again and again`,
    cure: `Set gatewayApi of the platform to ${fitting} standard, or its channel to experimental, or cilium.version to 1.20.0.`,
  };
}

/** True for releases with a ValidatingAdmissionPolicy beside the CRDs, `safe-upgrades.gateway.networking.k8s.io`: 1.5 and newer. */
export function hasSafeUpgrades({ version }: GatewayApiSet): boolean {
  return atLeast(version, '1.5.0');
}
