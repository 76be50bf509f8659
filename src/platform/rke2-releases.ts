import { atLeast, type Version } from './version';

/** A release of RKE2, taken apart: `v1.32.1+rke2r1`. */
export interface Rke2Release {
  /** Minor release of Kubernetes, e.g. `1.32`. */
  readonly kubernetes: Version;
  readonly patch: number;
  /** Number of the build: 1 for `+rke2r1`. */
  readonly build: number;
}

/** Undefined for what is no release of RKE2. */
export function parseRke2Version(version: string): Rke2Release | undefined {
  const [, minor, patch, build] = /^v1\.(\d{1,3})\.(\d{1,3})\+rke2r(\d{1,2})$/.exec(version) ?? [];
  if (minor === undefined) return undefined;
  return { kubernetes: `1.${minor}`, patch: Number(patch), build: Number(build) };
}

/**
 * Cilium in the chart rke2-cilium, by minor release: [first patch that has it, Cilium], newest first.
 *
 * Source: rancher/rke2, charts/chart_versions.yaml at the tags.
 */
const BUNDLED_CILIUM: Readonly<Record<Version, readonly (readonly [patch: number, cilium: Version])[]>> = {
  '1.32': [
    [13, '1.19.1'],
    [12, '1.19.0'],
    [11, '1.18.4'],
    [10, '1.18.3'],
    [9, '1.18.1'],
    [8, '1.18.0'],
    [7, '1.17.6'],
    [6, '1.17.4'],
    [4, '1.17.3'],
    [3, '1.17.1'],
    [2, '1.17.0'],
    [1, '1.16.5'],
    [0, '1.16.4'],
  ],
  '1.33': [
    [13, '1.19.4'],
    [11, '1.19.3'],
    [9, '1.19.1'],
    [8, '1.19.0'],
    [7, '1.18.4'],
    [6, '1.18.3'],
    [5, '1.18.1'],
    [4, '1.18.0'],
    [3, '1.17.6'],
    [2, '1.17.4'],
    [0, '1.17.3'],
  ],
  '1.34': [
    [10, '1.19.6'],
    [9, '1.19.4'],
    [7, '1.19.3'],
    [5, '1.19.1'],
    [4, '1.19.0'],
    [3, '1.18.4'],
    [2, '1.18.3'],
    [1, '1.18.1'],
  ],
  '1.35': [
    [7, '1.19.6'],
    [6, '1.19.4'],
    [4, '1.19.3'],
    [2, '1.19.1'],
    [1, '1.19.0'],
    [0, '1.18.4'],
  ],
  '1.36': [
    [3, '1.19.6'],
    [2, '1.19.4'],
    [0, '1.19.3'],
  ],
};

/** The release of Cilium that RKE2 brings; undefined where it is not known, as for patches newer than the table. */
export function bundledCilium({ kubernetes, patch, build }: Rke2Release): Version | undefined {
  // The second build of one release took a newer chart.
  if (kubernetes === '1.33' && patch === 13 && build >= 2) return '1.19.6';
  const line = BUNDLED_CILIUM[kubernetes];
  const newest = line?.[0]?.[0] ?? -1;
  if (patch > newest) return undefined;
  return line?.find(([first]) => patch >= first)?.[1];
}

/** The first releases of RKE2 that bring one of these releases of Cilium, oldest first: `v1.32.3`. */
export function rke2ReleasesWith(cilium: Version): readonly Version[] {
  return Object.entries(BUNDLED_CILIUM).flatMap(([minor, line]) =>
    line.filter(([, each]) => each === cilium).map(([patch]) => `v${minor}.${patch}`),
  );
}

/** The first patch whose Traefik brings CRDs of Gateway API 1.5 or newer. Source: rancher/rke2-charts, rke2-traefik-crd 40.1. */
const TRAEFIK_WITH_GATEWAY_API_1_5: Readonly<Record<Version, number>> = { '1.33': 13, '1.34': 9, '1.35': 6, '1.36': 2 };

/** True if RKE2 installs CRDs of Gateway API 1.5 or newer when Traefik is an ingress controller. */
export function traefikBringsGatewayApi15({ kubernetes, patch }: Rke2Release): boolean {
  if (atLeast(kubernetes, '1.37')) return true;
  const first = TRAEFIK_WITH_GATEWAY_API_1_5[kubernetes];
  return first !== undefined && patch >= first;
}

/**
 * True if RKE2 installs CRDs of the Gateway API whatever its ingress controller is: from v1.37.
 *
 * Source: rancher/rke2, docs/adrs/011-bundle-gatewayAPI.md.
 */
export function alwaysBringsGatewayApi({ kubernetes }: Rke2Release): boolean {
  return atLeast(kubernetes, '1.37');
}

/** True if `ingress-controller` is known to be an option: v1.32.1 has it. Older ones take the AddOn's name in `disable`. */
export function hasIngressController({ kubernetes, patch }: Rke2Release): boolean {
  return atLeast(`${kubernetes}.${patch}`, '1.32.1');
}

/** True for kernels that RKE2 advises for Cilium in place of kube-proxy. Source: rke2-docs, docs/networking/basic_network_options.md. */
export function isKernelForCilium(kernel: Version): boolean {
  return atLeast(kernel, '5.8');
}
