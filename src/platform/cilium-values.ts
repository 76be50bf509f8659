import { CILIUM_VALUE_KEYS, type CiliumValueKey } from './cilium-values-keys';
import { atLeast, type Version } from './version';

/** The chart of helm.cilium.io, or the one that RKE2 brings: same keys, some other defaults. */
export type CiliumChart = 'cilium' | 'rke2-cilium';

/** A value with the first release of the chart that has it. */
interface Since {
  readonly since?: Version;
  readonly value: unknown;
}

/**
 * Where the chart of RKE2 has another default, newest first.
 * Source: rancher/rke2-charts, packages/rke2-cilium, 1.16.501 to 1.20.102.
 */
const RKE2_DEFAULTS: Readonly<Record<string, readonly Since[]>> = {
  'ipam.mode': [{ value: 'kubernetes' }],
  'hubble.enabled': [{ value: false }],
  'hubble.relay.prometheus.enabled': [{ value: true }],
  'envoy.enabled': [{ value: false }],
  'cni.chainingMode': [{ value: 'portmap' }],
  'cni.exclusive': [{ since: '1.19.1', value: false }],
  'operator.setNodeTaints': [{ value: false }],
};

/** What a chart has where nothing is given; undefined where that is nothing. */
export function ciliumDefault(path: string, chart: CiliumChart, cilium: Version): unknown {
  const other = chart === 'rke2-cilium' ? RKE2_DEFAULTS[path] : undefined;
  const found = other?.find(({ since }) => since === undefined || atLeast(cilium, since));
  return found ? found.value : CILIUM_VALUE_KEYS[path]?.default;
}

/** The key in a release; undefined for a path that is none in any. */
export function ciliumValueKey(path: string): CiliumValueKey | undefined {
  return Object.hasOwn(CILIUM_VALUE_KEYS, path) ? CILIUM_VALUE_KEYS[path] : undefined;
}

/** True if the release has the key. */
export function hasCiliumValue({ since, until }: CiliumValueKey, cilium: Version): boolean {
  if (since !== undefined && !atLeast(cilium, since)) return false;
  return until === undefined || !atLeast(cilium, until);
}

/** Undefined if a boolean is taken for the text or word, else the first release that takes one. */
export function refusesBoolean({ booleanSince }: CiliumValueKey, cilium: Version): Version | undefined {
  return booleanSince === undefined || atLeast(cilium, booleanSince) ? undefined : booleanSince;
}

/** True if `nodePort.enabled` does for the Gateway API what kubeProxyReplacement does: before Cilium 1.19. */
export function nodePortIsEnough(cilium: Version): boolean {
  return !atLeast(cilium, '1.19.0');
}

const OPERATOR_TOLERATES: readonly string[] = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
  'node.kubernetes.io/not-ready',
  'node.cloudprovider.kubernetes.io/uninitialized',
];

/**
 * Keys of taints that the operator's pods tolerate where `operator.tolerations` is not given; `all` before 1.18.0.
 * Source: chart cilium 1.17.1 and 1.18.12; chart rke2-cilium, which adds etcd from 1.19.1.
 */
export function operatorTolerates(chart: CiliumChart, cilium: Version): readonly string[] | 'all' {
  if (!atLeast(cilium, '1.18.0')) return 'all';
  if (chart === 'rke2-cilium' && atLeast(cilium, '1.19.1')) {
    return [...OPERATOR_TOLERATES, 'node-role.kubernetes.io/etcd'];
  }
  return OPERATOR_TOLERATES;
}
