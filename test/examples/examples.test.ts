import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const EXAMPLES = join(__dirname, '../../examples');

/** What each example must write: file -> the objects in it. */
const WRITTEN: Record<string, Record<string, string[]>> = {
  'canary.ts': { 'canary.k8s.yaml': ['HTTPRoute shop/shop', 'HTTPRoute shop/shop-testers'] },
  'many-clusters.ts': Object.fromEntries(
    ['berlin', 'lisbon'].map((cluster) => [
      `${cluster}/web.k8s.yaml`,
      [
        'GatewayClass cilium-loxilb',
        'CiliumGatewayClassConfig kube-system/cilium-loxilb',
        'Gateway web/web',
        'HTTPRoute web/site',
      ],
    ]),
  ),
  'shared-gateway.ts': {
    'blog.k8s.yaml': ['HTTPRoute blog/blog'],
    'platform.k8s.yaml': [
      'GatewayClass cilium-loxilb',
      'CiliumGatewayClassConfig kube-system/cilium-loxilb',
      'Gateway infra/shared',
    ],
    'shop.k8s.yaml': ['HTTPRoute shop/shop', 'ReferenceGrant finance/httproute-shop.shop'],
  },
  'stock-app.ts': { 'api.k8s.yaml': ['GRPCRoute api/cart'] },
  'tls-gateway.ts': {
    'edge.k8s.yaml': [
      'GatewayClass cilium-loxilb',
      'CiliumGatewayClassConfig kube-system/cilium-loxilb',
      'Gateway edge/web',
      'Certificate edge/edge-tls',
      'HTTPRoute edge/web-redirect-http',
      'HTTPRoute edge/shop',
      'HTTPRoute edge/blog',
    ],
  },
};

describe('the examples', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loxi-example-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('are all listed here', () => {
    expect(
      readdirSync(EXAMPLES)
        .filter((name) => name.endsWith('.ts'))
        .sort(),
    ).toEqual(Object.keys(WRITTEN));
  });

  test.each(Object.entries(WRITTEN))('%s writes what it says', (name, expected) => {
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(EXAMPLES, '../tsconfig.json') };
    execFileSync(process.execPath, ['-r', require.resolve('tsx/cjs'), join(EXAMPLES, name)], {
      cwd: folder,
      env,
      stdio: 'pipe',
    });
    const written = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.yaml'),
    );
    const objects = written.map((path) => [
      path,
      parseAllDocuments(readFileSync(join(folder, 'dist', path), 'utf8')).map((document) => {
        const { kind, metadata } = document.toJS();
        return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
      }),
    ]);
    expect(Object.fromEntries(objects)).toEqual(expected);
  });
});
