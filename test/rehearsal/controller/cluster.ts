import { generateKeyPairSync } from 'node:crypto';
import { Platform, type PlatformProps } from '../../../src';
import type { Condition } from '../../../src/rehearsal/controller/condition';
import { isManifest, type Manifest } from '../../../src/rehearsal/manifest';
import { type ObjectStatus, Rehearsal } from '../../../src/rehearsal/rehearsal';

/** A controller that does all that the specification says. */
export const IDEAL: PlatformProps = {
  gatewayApi: { version: '1.6.1', channel: 'experimental' },
  implementation: { controllerName: 'example.com/controller' },
};

/** Made once by `openssl req -x509`; of nobody, for nothing. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBdTCCARugAwIBAgIUA1F0U5iUmInUAOv06ldcowam3o4wCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjQwMjE2NDFaGA8yMTI2MTAzMTAyMTY0
MVowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABE/3
2dsk8bML1DXH0ZRFP72npFfjPAhKCnHtGLaTex4ms+Q7jDA8CxQQbt5hxxm1wpHf
ri/evICG0IFez9QOE4mjUzBRMB0GA1UdDgQWBBSacIbFIoqOlmOMoZhTKCh1LzTE
QTAfBgNVHSMEGDAWgBSacIbFIoqOlmOMoZhTKCh1LzTEQTAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0gAMEUCIHs1HhANTuxNI6aPgXI6uodJaXwLbtA/jrea
S+Yp9yiFAiEAkyVUBeN8qsKAoCA9yxkkl0FmvbrXmhOI+LXlJge6gac=
-----END CERTIFICATE-----
`;

const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const GATEWAY_CLASS = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: 'ideal' },
  spec: { controllerName: 'example.com/controller' },
};

export function gateway(name: string, listeners: readonly object[], spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace: 'infra', ...metadata },
    spec: { gatewayClassName: 'ideal', listeners, ...spec },
  };
}

export function listenerSet(name: string, listeners: readonly object[], metadata: object = {}): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ListenerSet',
    metadata: { name, namespace: 'infra', ...metadata },
    spec: { parentRef: { name: 'web', namespace: 'infra' }, listeners },
  };
}

export const HTTP = { name: 'http', port: 80, protocol: 'HTTP' };

export function https(name: string, certificateRefs: readonly object[], more: object = {}): object {
  return { name, port: 443, protocol: 'HTTPS', tls: { certificateRefs }, ...more };
}

export function route(kind: string, name: string, spec: object, metadata: object = {}): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name, namespace: 'infra', ...metadata },
    spec,
  };
}

export function service(name: string, namespace = 'infra', port = 80): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { ports: [{ name: 'http', port }] },
  };
}

export function tlsSecret(name: string, namespace = 'infra', data: object | undefined = undefined): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'kubernetes.io/tls',
    data: data ?? { 'tls.crt': base64(CERTIFICATE), 'tls.key': base64(KEY) },
  };
}

export function caBundle(name: string, namespace = 'infra', text = CERTIFICATE): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { 'ca.crt': text } };
}

export function grant(namespace: string, from: object, to: object): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ReferenceGrant',
    metadata: { name: 'grant', namespace },
    spec: { from: [{ group: 'gateway.networking.k8s.io', ...from }], to: [{ group: '', ...to }] },
  };
}

export function namespace(name: string, labels: Record<string, string>): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** What the controller says of objects, which must all be admitted. */
export class Played {
  private readonly statuses: readonly ObjectStatus[];

  constructor(objects: readonly object[], props: PlatformProps = IDEAL) {
    // Objects as JSON.parse gives them: tests run in a realm of their own.
    const plain: unknown = JSON.parse(JSON.stringify([GATEWAY_CLASS, ...objects]));
    const manifests: Manifest[] = Array.isArray(plain) ? plain.filter(isManifest) : [];
    const rehearsal = new Rehearsal(manifests, new Platform(props));
    expect(rehearsal.findings.filter(({ rule }) => rule.startsWith('admission/'))).toEqual([]);
    this.statuses = rehearsal.statuses;
  }

  find(kind: string, name: string): ObjectStatus | undefined {
    return this.statuses.find((each) => each.kind === kind && each.metadata.name === name);
  }

  /** Conditions of an object as words: `Accepted=False NotAllowed`. */
  of(kind: string, name: string): string[] {
    return words(this.find(kind, name)?.status.conditions);
  }

  /** Conditions of a listener, without those that say that all is well. */
  listener(owner: string, name: string, kind = 'Gateway'): string[] {
    const found = this.find(kind, owner)?.status.listeners?.find((each) => each.name === name);
    return words(found?.conditions).filter((word) => !FINE.includes(word));
  }

  attachedRoutes(owner: string, name: string, kind = 'Gateway'): number | undefined {
    return this.find(kind, owner)?.status.listeners?.find((each) => each.name === name)?.attachedRoutes;
  }

  supportedKinds(owner: string, name: string): string[] | undefined {
    const found = this.find('Gateway', owner)?.status.listeners?.find((each) => each.name === name);
    return found?.supportedKinds.map(({ kind }) => kind);
  }

  /** Conditions of a route for each of its parents. */
  parents(kind: string, name: string): string[][] {
    return (this.find(kind, name)?.status.parents ?? []).map(({ conditions }) => words(conditions));
  }

  ancestors(name: string): string[][] {
    return (this.find('BackendTLSPolicy', name)?.status.ancestors ?? []).map(({ conditions }) => words(conditions));
  }
}

const FINE = [
  'Accepted=True Accepted',
  'Programmed=True Programmed',
  'ResolvedRefs=True ResolvedRefs',
  'Conflicted=False NoConflicts',
];

function words(conditions: readonly Condition[] = []): string[] {
  return conditions.map(({ type, status, reason }) => `${type}=${status} ${reason}`);
}
