import { Platform } from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import type { Manifest } from '../../../src/rehearsal/manifest';

function findings(manifest: Manifest, kubernetes = '1.36'): string[] {
  return admit([manifest], new Platform({ kubernetes })).map(
    ({ rule, path, message }) => `${rule} ${path}: ${message}`,
  );
}

const metadata = { name: 'a' };
const template = {
  selector: { matchLabels: { a: 'b' } },
  template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'b:1' }] } },
};

describe('built-in kinds', () => {
  test('take base64 where bytes are asked for, and what is not is never shown', () => {
    const secret = (value: string): Manifest => ({ apiVersion: 'v1', kind: 'Secret', metadata, data: { a: value } });
    for (const good of ['', 'aGVsbG8=', 'aGVs\nbG8=\n', 'aGk=']) expect(findings(secret(good))).toEqual([]);
    for (const bad of ['hunter2!', 'abc', 'a=bc', 'a-_b']) {
      expect(findings(secret(bad))).toEqual(['admission/schema data[a]: must be of type byte: not base64']);
    }
  });

  test.each([
    ['1', []],
    ['500m', []],
    ['1.5Gi', []],
    ['1e3', []],
    [0.5, []],
    [2, []],
    ['1 Gi', ['must be of type quantity: "1 Gi"']],
    ['1GB', ['must be of type quantity: "1GB"']],
    ['', ['must be of type quantity: ""']],
    [true, ['must be of type quantity: "boolean"']],
  ])('take %j as an amount, or refuse it', (memory, messages) => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { containers: [{ name: 'a', image: 'b:1', resources: { limits: { memory } } }] },
    };
    expect(findings(pod)).toEqual(
      messages.map((message) => `admission/schema spec.containers[0].resources.limits[memory]: ${message}`),
    );
  });

  test('take times as the API server writes them', () => {
    const object = (creationTimestamp: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...metadata, creationTimestamp },
    });
    expect(findings(object('2026-11-23T10:00:00Z'))).toEqual([]);
    expect(findings(object('2026-11-23'))).toEqual([
      'admission/schema metadata.creationTimestamp: must be of type date-time: "2026-11-23"',
    ]);
  });

  test('do not need what only their older definitions call required', () => {
    for (const kubernetes of ['1.28', '1.32', '1.36']) {
      expect(findings({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: template }, kubernetes)).toEqual(
        [],
      );
      const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: {} };
      expect(findings(policy, kubernetes)).toEqual([]);
    }
  });

  test('lose the status that a program printed with them, if its types fit', () => {
    const set = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: template };
    expect(findings({ ...set, status: {} })).toEqual([]);
    expect(findings({ ...set, status: { numberReady: 'all' } })).toEqual([
      'admission/schema status.numberReady: must be of type integer: "string"',
    ]);
  });

  test('take numbers of 32 bits where a text will do as well', () => {
    const service = (targetPort: number | string): Manifest => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { ports: [{ port: 80, targetPort }] },
    });
    expect(findings(service(8080))).toEqual([]);
    expect(findings(service('http'))).toEqual([]);
    expect(findings(service(2 ** 31))).toEqual(['admission/schema spec.ports[0].targetPort: must be of type int32']);
  });
});
