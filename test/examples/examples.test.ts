import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

const EXAMPLES = join(__dirname, '../../examples');

/** What each example must write: file -> the objects in it. */
const KUBE_LOXILB = [
  'ServiceAccount kube-system/kube-loxilb',
  'ClusterRole kube-loxilb',
  'ClusterRoleBinding kube-loxilb',
  'Deployment kube-system/kube-loxilb',
];

const WRITTEN: Record<string, Record<string, string[]>> = {
  'canary.ts': { 'canary.k8s.yaml': ['HTTPRoute shop/shop', 'HTTPRoute shop/shop-testers'] },
  'fleet.ts': {
    'argocd/fleet.k8s.yaml': ['ApplicationSet argocd/edge'],
    ...Object.fromEntries(
      ['berlin', 'lisbon'].flatMap((cluster) => [
        [`${cluster}/load-balancer.k8s.yaml`, KUBE_LOXILB],
        [
          `${cluster}/web.k8s.yaml`,
          [
            'GatewayClass cilium-loxilb',
            'CiliumGatewayClassConfig kube-system/cilium-loxilb',
            'Gateway web/web',
            'HTTPRoute web/site',
          ],
        ],
      ]),
    ),
  },
  'ha-bfd.ts': { 'load-balancer.k8s.yaml': KUBE_LOXILB },
  'ha-bgp-active-backup.ts': {
    'load-balancer.k8s.yaml': [
      ...KUBE_LOXILB,
      'BGPPolicyDefinedSetsService vips',
      'BGPPolicyDefinitionService only-vips',
      'BGPPolicyApplyService only-vips-out',
    ],
  },
  'ha-bgp-ecmp.ts': { 'load-balancer.k8s.yaml': KUBE_LOXILB },
  'ha-connection-sync.ts': {
    'load-balancer.k8s.yaml': [
      ...KUBE_LOXILB,
      'GatewayClass cilium-loxilb',
      'CiliumGatewayClassConfig kube-system/cilium-loxilb',
      'Gateway web/web',
    ],
  },
  'ha-flat-l2.ts': { 'load-balancer.k8s.yaml': KUBE_LOXILB },
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

/** The arguments that each topology must give to kube-loxilb and to its two hosts (loxilbdocs, ha-deploy.md). */
const ARGUMENTS: Record<string, { readonly kube: string[]; readonly hosts: readonly [string[], string[]] }> = {
  'ha-flat-l2.ts': { kube: ['--setLBMode=1', '--setRoles=0.0.0.0'], hosts: [[], []] },
  'ha-bgp-active-backup.ts': {
    kube: [
      '--setLBMode=1',
      '--setRoles=0.0.0.0',
      '--setBGP=65100',
      '--extBGPPeers=50.50.50.1:65101',
      '--enableBGPCRDs=true',
    ],
    hosts: [['--bgp'], ['--bgp']],
  },
  'ha-bgp-ecmp.ts': {
    kube: ['--setLBMode=1', '--setBGP=65100', '--extBGPPeers=50.50.50.1:65101,50.50.50.2:65101'],
    hosts: [['--bgp'], ['--bgp']],
  },
  'ha-connection-sync.ts': {
    kube: ['--setLBMode=2', '--setRoles=0.0.0.0'],
    hosts: [
      ['--cluster=192.168.81.8', '--self=0'],
      ['--cluster=192.168.81.7', '--self=1'],
    ],
  },
  'ha-bfd.ts': {
    kube: ['--setLBMode=2'],
    hosts: [
      ['--cluster=192.168.81.8', '--self=0', '--ka=192.168.81.8:192.168.81.7'],
      ['--cluster=192.168.81.7', '--self=1', '--ka=192.168.81.7:192.168.81.8'],
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
    run(name);
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

  test.each(Object.entries(ARGUMENTS))('%s has arguments that agree on all hosts', (name, { kube, hosts }) => {
    run(name);
    const documents = parseAllDocuments(readFileSync(join(folder, 'dist/load-balancer.k8s.yaml'), 'utf8'));
    const deployment = documents.map((document) => document.toJS()).find(({ kind }) => kind === 'Deployment');
    const args: string[] = deployment.spec.template.spec.containers[0].args;
    expect(args.filter((arg) => !/^--(loxiURL|cidrPools)=/.test(arg))).toEqual(kube);
    expect(args[0]).toBe('--loxiURL=http://192.168.80.7:11111,http://192.168.80.8:11111');
    for (const [index, host] of ['llb1', 'llb2'].entries()) {
      const compose = parse(readFileSync(join(folder, 'hosts', host, 'etc/loxilb/compose.yaml'), 'utf8'));
      const own = [...(hosts[index] ?? []), `--host=192.168.80.${7 + index}`, '--loglevel=info'];
      expect(compose.services.loxilb.command).toEqual(own);
      const unit = readFileSync(join(folder, 'hosts', host, 'etc/systemd/system/loxilb.service'), 'utf8');
      expect(unit).toContain(own.join(' \\\n  '));
    }
  });

  function run(name: string): void {
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(EXAMPLES, '../tsconfig.json') };
    execFileSync(process.execPath, ['-r', require.resolve('tsx/cjs'), join(EXAMPLES, name)], {
      cwd: folder,
      env,
      stdio: 'pipe',
    });
  }
});
