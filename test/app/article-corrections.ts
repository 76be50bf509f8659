import type { Manifest } from './article-manifests';

/*
 * Where dist/article differs from the article, one function for each difference. `docs/article.md` gives the reason of each
 * under the same name, and a test holds the two together.
 */

export type Correction = (manifest: Manifest) => void;

const GROUP = 'gateway.networking.k8s.io';

/** v1 instead of the old v1beta1. */
const apiVersion: Correction = (manifest) => {
  manifest.apiVersion = `${GROUP}/v1`;
};

/** The namespace is written out. */
const namespace: Correction = (manifest) => {
  manifest.metadata.namespace = 'default';
};

/** Full NAT: "onearm" makes connection synchronization useless. */
const lbmode: Correction = (manifest) => {
  if (manifest.spec.infrastructure) manifest.spec.infrastructure.annotations['loxilb.io/lbmode'] = 'fullnat';
};

/** Probing is implied by the mode. */
const liveness: Correction = (manifest) => {
  if (manifest.spec.infrastructure) delete manifest.spec.infrastructure.annotations['loxilb.io/liveness'];
};

/** The gateway that the routes of the last two sections name does not exist; the echo servers' gateway does. */
const danglingGateway: Correction = (manifest) => {
  for (const ref of manifest.spec.parentRefs ?? []) {
    if (ref.name === 'cilium-gw') ref.name = 'my-example-gateway';
  }
};

/** A route names the listener it attaches to. */
const sectionName: Correction = (manifest) => {
  const listeners: Record<string, string> = {
    'my-gateway': 'web-gw',
    'my-example-gateway': 'web-gw-echo',
    'tls-gateway': manifest.metadata.name === 'https-app-route-1' ? 'https-1' : 'https-2',
  };
  for (const ref of manifest.spec.parentRefs ?? []) ref.sectionName = listeners[ref.name];
};

/** Every default that the API server would fill in is written. */
const defaults: Correction = ({ spec }) => {
  for (const listener of spec.listeners ?? []) {
    listener.allowedRoutes ??= { namespaces: { from: 'Same' } };
    if (listener.tls) {
      listener.tls.mode = 'Terminate';
      for (const ref of listener.tls.certificateRefs) ref.group = '';
    }
  }
  for (const ref of spec.parentRefs ?? []) Object.assign(ref, { group: GROUP, kind: 'Gateway' });
  for (const rule of spec.rules ?? []) {
    for (const backend of rule.backendRefs)
      Object.assign(backend, { group: '', kind: 'Service', weight: backend.weight ?? 1 });
  }
};

export const CORRECTIONS: Readonly<Record<string, Correction>> = {
  'api-version': apiVersion,
  namespace,
  lbmode,
  liveness,
  'dangling-gateway': danglingGateway,
  'section-name': sectionName,
  defaults,
};

/** The manifest as it stands in dist/article. */
export function corrected(manifest: Manifest): Manifest {
  for (const correct of Object.values(CORRECTIONS)) correct(manifest);
  return manifest;
}
