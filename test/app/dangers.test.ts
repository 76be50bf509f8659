import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readByAll } from '../yaml-parsers';
import { dangersOf, dangersOfText } from './dangers';

const ROOT = join(__dirname, '../..');

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

describe('the scan for dangers', () => {
  const pod = (container: object, spec: object = {}): Record<string, unknown> => ({
    kind: 'Deployment',
    spec: { template: { spec: { containers: [{ name: 'a', image: 'a:1', ...container }], ...spec } } },
  });
  const role = (rule: object): Record<string, unknown> => ({ kind: 'ClusterRole', rules: [rule] });

  test.each<[string, Record<string, unknown>, string]>([
    ['a privileged container', pod({ securityContext: { privileged: true } }), 'is privileged'],
    ['added capabilities', pod({ securityContext: { capabilities: { add: ['NET_ADMIN'] } } }), 'adds NET_ADMIN'],
    ['gaining privileges', pod({ securityContext: { allowPrivilegeEscalation: true } }), 'may gain privileges'],
    ['the network of the host', pod({}, { hostNetwork: true }), 'has hostNetwork'],
    ['a path of the host', pod({}, { volumes: [{ name: 'a', hostPath: { path: '/' } }] }), 'mounts a path of the host'],
    ['a moving tag', pod({ image: 'a/b:latest' }), 'has the moving image a/b:latest'],
    ['no tag', pod({ image: 'registry:5000/a' }), 'has the moving image registry:5000/a'],
    ['a Secret', { kind: 'Secret', data: {} }, 'is a Secret'],
    ['every verb', role({ apiGroups: [''], resources: ['pods'], verbs: ['*'] }), 'allows every one of verbs'],
    ['every resource', role({ apiGroups: [''], resources: ['*'], verbs: ['get'] }), 'allows every one of resources'],
    [
      'cluster-admin',
      { kind: 'ClusterRoleBinding', roleRef: { kind: 'ClusterRole', name: 'cluster-admin' } },
      'binds cluster-admin',
    ],
  ])('finds %s', (_, manifest, danger) => {
    expect(dangersOf(manifest)).toEqual([expect.stringContaining(danger)]);
  });

  test('finds nothing in a workload that is careful', () => {
    expect(
      dangersOf(
        pod({
          image: `a/b@sha256:${'0'.repeat(64)}`,
          securityContext: { privileged: false, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        }),
      ),
    ).toEqual([]);
    expect(dangersOf(role({ apiGroups: [''], resources: ['pods'], verbs: ['get'] }))).toEqual([]);
  });

  test.each([
    ['token: abc\n', 'has a token or password'],
    ['-----BEGIN RSA PRIVATE KEY-----\n', 'has a private key'],
    ['ExecStart=podman run ghcr.io/loxilb-io/loxilb:latest\n', 'has a moving image'],
  ])('finds %j in a file of a host', (text, danger) => {
    expect(dangersOfText(text)).toEqual([danger]);
    expect(dangersOfText('token-file: /etc/token\nimage: a:v1\n')).toEqual([]);
  });
});

describe('everything that this app writes', () => {
  const manifests = filesBelow(join(ROOT, 'dist')).filter((file) => file.endsWith('.yaml'));

  test('for Argo CD has no dangers in it', () => {
    expect(manifests.length).toBeGreaterThan(8);
    const found = manifests.flatMap((file) =>
      parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) =>
        dangersOf(document.toJS()).map((danger) => `${file.slice(ROOT.length + 1)}: ${danger}`),
      ),
    );
    expect(found).toEqual([]);
  });

  test('for hosts is YAML that all parsers read the same', () => {
    const files = filesBelow(join(ROOT, 'hosts')).filter((file) => file.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      const [first, ...others] = readByAll(readFileSync(file, 'utf8'));
      for (const other of others) expect([file, other]).toEqual([file, first]);
    }
  });

  test('for hosts has no secrets and no moving images in it', () => {
    const found = filesBelow(join(ROOT, 'hosts')).flatMap((file) =>
      dangersOfText(readFileSync(file, 'utf8')).map((danger) => `${file.slice(ROOT.length + 1)}: ${danger}`),
    );
    expect(found).toEqual([]);
  });
});
