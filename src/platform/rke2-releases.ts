import { atLeast, type Version } from './version';

/** True if new clusters get Traefik as ingress controller, and with it CRDs of the Gateway API (RKE2 v1.36, pkg/bootstrap). */
export function bringsTraefik(rke2: Version): boolean {
  return atLeast(rke2, 'v1.36.0');
}

/** True if the key `ingress-controller` is there (RKE2 v1.32.1; before, `disable: [rke2-ingress-nginx]` does the same). */
export function hasIngressController(rke2: Version): boolean {
  return atLeast(rke2, 'v1.32.1');
}

/** The Kubernetes minor version of an RKE2 release: `v1.32.1+rke2r1` -> `1.32`. Undefined for what is no release. */
export function kubernetesOf(rke2: Version): string | undefined {
  return /^v(1\.\d+)\.\d+(?:-rc\d+)?\+rke2r\d+$/.exec(rke2)?.[1];
}

/**
 * First patch releases of RKE2 with each minor version of Cilium in its chart `rke2-cilium`, newest first.
 * Source: rancher/rke2, charts/chart_versions.yaml at each tag, up to August 2026.
 */
const BUNDLED: Readonly<Record<string, readonly (readonly [patch: number, cilium: string])[]>> = {
  '1.32': [
    [12, '1.19'],
    [8, '1.18'],
    [2, '1.17'],
    [0, '1.16'],
  ],
  '1.33': [
    [8, '1.19'],
    [4, '1.18'],
    [0, '1.17'],
  ],
  '1.34': [
    [4, '1.19'],
    [1, '1.18'],
  ],
  '1.35': [
    [1, '1.19'],
    [0, '1.18'],
  ],
  '1.36': [[0, '1.19']],
};

/** Minor version of the Cilium that an RKE2 release brings; undefined where it is not known. */
export function bundledCilium(rke2: Version): string | undefined {
  const [, minor = '', patch = ''] = /^v(1\.\d+)\.(\d+)/.exec(rke2) ?? [];
  const lines = Object.hasOwn(BUNDLED, minor) ? (BUNDLED[minor] ?? []) : [];
  return lines.find(([from]) => Number(patch) >= from)?.[1];
}
