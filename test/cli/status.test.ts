import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'loxi-status-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MANIFESTS = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: edge }
spec: { controllerName: io.cilium/gateway-controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: shop }
spec:
  gatewayClassName: edge
  listeners:
    - { name: http, port: 80, protocol: HTTP, hostname: shop.example.com }
    - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: gone }] } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec:
  parentRefs: [{ name: web, sectionName: http }]
  rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: lost, namespace: shop }
spec:
  parentRefs: [{ name: web, sectionName: htpp }]
  rules: [{ backendRefs: [{ name: crat, port: 80 }] }]
`;

/** The program as its user runs it, from the sources. */
function status(...args: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const program = join(ROOT, 'src/cli/loxigw.ts');
  const {
    status: code,
    stdout,
    stderr,
  } = spawnSync(process.execPath, ['-r', require.resolve('tsx/cjs'), program, 'status', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') },
  });
  return { status: code, stdout, stderr };
}

describe('loxigw status', () => {
  beforeAll(() => writeFileSync(join(folder, 'a.yaml'), MANIFESTS));

  test('prints a table for each Gateway, and what is not well with routes', () => {
    expect(status('a.yaml')).toEqual({
      status: 0,
      stderr: '',
      stdout: `Gateway shop/web
  LISTENER  PORT  PROTOCOL  HOSTNAME          CERTIFICATE  ROUTES  PROBLEMS
  http      80    HTTP      shop.example.com  -            1       -
  https     443   HTTPS     *                 gone         0       InvalidCertificateRef: Secret shop/gone is not there

HTTPRoute shop/lost: NoMatchingParent: Gateway web has no listener htpp
HTTPRoute shop/lost: BackendNotFound: Service shop/crat is not there
`,
    });
  });

  test('prints the objects with their status as JSON', () => {
    const { items } = JSON.parse(status('-o', 'json', 'a.yaml').stdout);
    expect(
      items.map(({ kind, metadata }: { kind: string; metadata: { name: string } }) => `${kind} ${metadata.name}`),
    ).toEqual(['GatewayClass edge', 'Gateway web', 'HTTPRoute cart', 'HTTPRoute lost']);
    expect(items[2].status.parents).toEqual([
      {
        parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web', sectionName: 'http' },
        controllerName: 'io.cilium/gateway-controller',
        conditions: [
          {
            type: 'Accepted',
            status: 'True',
            reason: 'Accepted',
            message: 'the route is attached',
            observedGeneration: 1,
          },
          {
            type: 'ResolvedRefs',
            status: 'True',
            reason: 'ResolvedRefs',
            message: 'all references are resolved',
            observedGeneration: 1,
          },
        ],
      },
    ]);
  });

  test('leaves out what the API server would refuse, and says so', () => {
    writeFileSync(join(folder, 'bad.yaml'), MANIFESTS.replace('protocol: HTTP, hostname', 'protocol: 5, hostname'));
    const { status: code, stdout, stderr } = status('bad.yaml');
    expect([code, stdout]).toEqual([1, 'no Gateway of this controller\n']);
    expect(stderr).toContain('see loxigw check');
  });

  test('ends with 2 for what cannot be read', () => {
    expect(status('nowhere.yaml').status).toBe(2);
    writeFileSync(join(folder, 'platform.yaml'), 'implementation: { controllerName: 5 }\n');
    const { status: code, stderr } = status('--platform', 'platform.yaml', 'a.yaml');
    expect([code, stderr]).toEqual([2, expect.stringContaining('implementation.controllerName')]);
  });
});
