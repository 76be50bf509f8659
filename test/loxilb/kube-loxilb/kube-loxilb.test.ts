import {
  AddressPlan,
  Egress,
  KubeLoxilb,
  type KubeLoxilbProps,
  Platform,
  type PlatformProps,
  VipPool,
} from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import { isManifest } from '../../../src/rehearsal/manifest';
import { dangersOf } from '../../app/dangers';
import { ARTICLE, type Manifest, manifestOf, manifestsOf, refusalOf } from '../../constructs';

const POOLS = { defaultPool: '192.168.57.100/32' };
const URLS = ['http://192.168.57.7:11111', 'http://192.168.57.8:11111'];
const made = (props: Partial<KubeLoxilbProps> = {}, platform: PlatformProps = ARTICLE): Manifest[] =>
  manifestsOf(
    (chart) => new KubeLoxilb(chart, 'kube-loxilb', { pools: POOLS, loxiUrls: URLS, mode: 'fullnat', ...props }),
    platform,
  );
const find = (manifests: readonly Manifest[], kind: string): Manifest => {
  const found = manifests.find((each) => each.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
};

/** The article's Deployment, as printed. */
const ARTICLE_DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'kube-loxilb', namespace: 'kube-system', labels: { app: 'kube-loxilb-app' } },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'kube-loxilb-app' } },
    template: {
      metadata: { labels: { app: 'kube-loxilb-app' } },
      spec: {
        hostNetwork: true,
        dnsPolicy: 'ClusterFirstWithHostNet',
        tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
        priorityClassName: 'system-node-critical',
        serviceAccountName: 'kube-loxilb',
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: 'kube-loxilb',
            image: 'ghcr.io/loxilb-io/kube-loxilb:latest',
            imagePullPolicy: 'Always',
            command: ['/bin/kube-loxilb'],
            args: [
              '--loxiURL=http://192.168.57.7:11111,http://192.168.57.8:11111',
              '--externalCIDR=192.168.57.100/32',
              '--setLBMode=2',
            ],
            resources: { requests: { cpu: '100m', memory: '50Mi' }, limits: { cpu: '100m', memory: '50Mi' } },
            securityContext: { privileged: true, capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
          },
        ],
      },
    },
  },
};

/** Rules of the article's ClusterRole: API groups, resources, verbs. */
const ARTICLE_ROLE: readonly (readonly [group: string, resources: readonly string[], verbs: readonly string[]])[] = [
  ['', ['nodes'], ['get', 'watch', 'list', 'patch']],
  ['', ['pods'], ['get', 'watch', 'list', 'patch']],
  ['', ['endpoints', 'services', 'namespaces', 'services/status'], ['get', 'watch', 'list', 'patch', 'update']],
  [
    'gateway.networking.k8s.io',
    ['gatewayclasses', 'gatewayclasses/status', 'gateways', 'gateways/status', 'tcproutes', 'udproutes'],
    ['get', 'watch', 'list', 'patch', 'update'],
  ],
  ['discovery.k8s.io', ['endpointslices'], ['get', 'watch', 'list']],
  ['apiextensions.k8s.iovim kube-loxilb.yaml', ['customresourcedefinitions'], ['get', 'watch', 'list']],
  ['authentication.k8s.io', ['tokenreviews'], ['create']],
  ['authorization.k8s.io', ['subjectaccessreviews'], ['create']],
  ['bgppeer.loxilb.io', ['bgppeerservices'], ['get', 'watch', 'list', 'create', 'update', 'delete']],
  [
    'bgppolicydefinedsets.loxilb.io',
    ['bgppolicydefinedsetsservices'],
    ['get', 'watch', 'list', 'create', 'update', 'delete'],
  ],
  [
    'bgppolicydefinition.loxilb.io',
    ['bgppolicydefinitionservices'],
    ['get', 'watch', 'list', 'create', 'update', 'delete'],
  ],
  ['bgppolicyapply.loxilb.io', ['bgppolicyapplyservices'], ['get', 'watch', 'list', 'create', 'update', 'delete']],
  ['loxiurl.loxilb.io', ['loxiurls'], ['get', 'watch', 'list', 'create', 'update', 'delete']],
  ['egress.loxilb.io', ['egresses'], ['get', 'watch', 'list', 'patch', 'update']],
];

/** Every place where our Deployment differs from the article's, with the reason. */
// biome-ignore lint/suspicious/noExplicitAny: the article's object is changed field by field
const CORRECTIONS: readonly (readonly [name: string, reason: string, apply: (deployment: any) => void])[] = [
  [
    'image',
    'a tag that stays: "latest" is rebuilt on every push',
    ({ spec }) => {
      Object.assign(spec.template.spec.containers[0], {
        image: 'ghcr.io/loxilb-io/kube-loxilb:v0.9.8.4',
        imagePullPolicy: 'IfNotPresent',
      });
    },
  ],
  [
    'strategy',
    'a rollout must not run two pods: they would give out addresses independently',
    ({ spec }) => {
      spec.strategy = { type: 'Recreate' };
    },
  ],
  [
    'host-network',
    'it is a client of the API server and of LoxiLB',
    ({ spec }) => {
      delete spec.template.spec.hostNetwork;
      delete spec.template.spec.dnsPolicy;
    },
  ],
  [
    'privileges',
    'no code path needs one',
    ({ spec }) => {
      spec.template.spec.securityContext = { seccompProfile: { type: 'RuntimeDefault' } };
      spec.template.spec.containers[0].securityContext = {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      };
    },
  ],
  [
    'grace-period',
    'it may finish a call',
    ({ spec }) => {
      delete spec.template.spec.terminationGracePeriodSeconds;
    },
  ],
  [
    'resources',
    'it keeps all pods of the cluster in memory',
    ({ spec }) => {
      spec.template.spec.containers[0].resources = {
        requests: { cpu: '100m', memory: '64Mi' },
        limits: { memory: '256Mi' },
      };
    },
  ],
  [
    'pools',
    'externalCIDR is an old flag that replaces all pools without a word',
    ({ spec }) => {
      spec.template.spec.containers[0].args[1] = '--cidrPools=defaultPool=192.168.57.100/32';
    },
  ],
  [
    'sync-wave',
    'it is there before gateways are',
    ({ metadata }) => {
      metadata.annotations = { 'argocd.argoproj.io/sync-wave': '-4' };
    },
  ],
];

describe('KubeLoxilb', () => {
  test("is the article's Deployment after the listed corrections, and nothing else", () => {
    const expected = structuredClone(ARTICLE_DEPLOYMENT);
    for (const [, reason, apply] of CORRECTIONS) {
      const before = JSON.stringify(expected);
      apply(expected);
      expect([reason, JSON.stringify(expected)]).not.toEqual([reason, before]);
    }
    expect(find(made(), 'Deployment')).toEqual(expected);
  });

  test("has of the article's rights those that kube-loxilb uses, and no others", () => {
    const rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[] = JSON.parse(
      JSON.stringify(find(made(), 'ClusterRole').rules),
    );
    // The article's group of CustomResourceDefinitions has an editor command pasted into it.
    const granted = new Set(
      ARTICLE_ROLE.flatMap(([group, resources, verbs]) =>
        resources.flatMap((resource) => verbs.map((verb) => `${group.replace(/vim .*/, '')}/${resource} ${verb}`)),
      ),
    );
    const ours = rules.flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${group}/${resource} ${verb}`)),
      ),
    );
    expect(ours.filter((right) => !granted.has(right))).toEqual([]);
    expect(ours).toHaveLength(new Set(ours).size);
    expect(ours.filter((right) => !/ (get|list|watch)$/.test(right))).toEqual(['/services/status update']);
  });

  test('has exactly these rights without BGP resources', () => {
    expect(find(made(), 'ClusterRole').rules).toEqual([
      { apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['list', 'watch'] },
      { apiGroups: [''], resources: ['services'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['services/status'], verbs: ['update'] },
      { apiGroups: [''], resources: ['endpoints'], verbs: ['get'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
      {
        apiGroups: ['apiextensions.k8s.io'],
        resources: ['customresourcedefinitions'],
        verbs: ['get'],
        resourceNames: ['egresses.egress.loxilb.io', 'loxiurls.loxiurl.loxilb.io'],
      },
      { apiGroups: ['loxiurl.loxilb.io'], resources: ['loxiurls'], verbs: ['list', 'watch'] },
      { apiGroups: ['egress.loxilb.io'], resources: ['egresses'], verbs: ['list', 'watch'] },
    ]);
  });

  test.each<[string, Partial<KubeLoxilbProps>, PlatformProps, string, boolean]>([
    ['BGP resources', { bgp: 65100, bgpResources: true }, ARTICLE, 'bgppeerservices', true],
    ['BGP resources', { bgp: 65100 }, ARTICLE, 'bgppeerservices', false],
    ['namespaces, for the VIP 0.0.0.0', { pools: { ...POOLS, any: '0.0.0.0/32' } }, ARTICLE, 'namespaces', true],
    ['namespaces, for the VIP 0.0.0.0', {}, ARTICLE, 'namespaces', false],
    ['Endpoints, up to v0.9.8.4', {}, ARTICLE, 'endpoints', true],
    ['Endpoints, up to v0.9.8.4', {}, { loxilb: { kubeLoxilb: 'v0.9.9' } }, 'endpoints', false],
    ['Secrets', {}, ARTICLE, 'secrets', false],
    ["Gateways, which are Cilium's", {}, ARTICLE, 'gateways', false],
  ])('reads %s only with %j on %j', (_, props, platform, resource, expected) => {
    const rules: { resources: string[] }[] = JSON.parse(
      JSON.stringify(find(made(props, platform), 'ClusterRole').rules),
    );
    expect(rules.some(({ resources }) => resources.includes(resource))).toBe(expected);
  });

  test.each<[string, PlatformProps]>([
    ['the article', ARTICLE],
    ['the newest', {}],
  ])('is admitted on the platform of %s, and has no dangers in it', (_, platform) => {
    const manifests = made({}, platform);
    expect(manifests.map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
      'Deployment',
    ]);
    const plain: unknown[] = JSON.parse(JSON.stringify(manifests));
    expect(admit(plain.filter(isManifest), new Platform(platform))).toEqual([]);
    expect(manifests.flatMap(dangersOf)).toEqual([]);
  });

  test('is refused twice in an app, unless each has its zone', () => {
    const two = (zone: string | undefined): void => {
      manifestsOf((chart) => {
        new KubeLoxilb(chart, 'first', { pools: POOLS });
        new KubeLoxilb(chart, 'second', { pools: POOLS, ...(zone === undefined ? {} : { zone }) });
      });
    };
    expect(() => two(undefined)).toThrow('[chart/second] zone: "llb" is that of [chart/first] as well');
    expect(() => two('north')).not.toThrow();
  });

  test('runs where and as it is told', () => {
    const { spec } = find(
      made({ hostNetwork: true, nodeSelector: { role: 'edge' }, tolerations: [], name: 'lb', namespace: 'loxilb' }),
      'Deployment',
    ).spec.template;
    expect(spec).toMatchObject({
      hostNetwork: true,
      dnsPolicy: 'ClusterFirstWithHostNet',
      nodeSelector: { role: 'edge' },
      tolerations: [],
      serviceAccountName: 'lb',
    });
  });
});

describe('KubeLoxilb of an address plan', () => {
  const plan = new AddressPlan({
    networks: { lan: '192.168.57.0/24' },
    apiEndpoint: '192.168.57.10',
    vipPools: { defaultPool: '192.168.57.96/28', bgp: '203.0.113.0/24' },
    loxilbHosts: [
      { name: 'llb1', address: '192.168.57.7' },
      { name: 'llb2', address: '192.168.57.8' },
    ],
  });
  const flags = (props: KubeLoxilbProps): readonly string[] => {
    let made: readonly string[] = [];
    manifestsOf((chart) => {
      made = new KubeLoxilb(chart, 'kube-loxilb', props).flags;
    });
    return made;
  };

  test('takes hosts and pools from it, of a small network the usable hosts', () => {
    expect(flags({ plan })).toEqual([
      '--loxiURL=http://192.168.57.7:11111,http://192.168.57.8:11111',
      '--cidrPools=defaultPool=192.168.57.97/28,bgp=203.0.113.0/24',
    ]);
  });

  test('takes IPv6 pools as those', () => {
    const both = new AddressPlan({
      networks: { lan: '192.168.57.0/24', lan6: '2001:db8:1::/64' },
      apiEndpoint: '192.168.57.10',
      vipPools: { defaultPool: '192.168.57.96/28', six: '2001:db8:1::100/120' },
    });
    expect(flags({ plan: both })).toEqual([
      '--cidrPools=defaultPool=192.168.57.97/28',
      '--cidr6Pools=six=2001:db8:1::100/120',
    ]);
  });

  test('takes some of its pools', () => {
    expect(
      flags({ plan, pools: { defaultPool: '192.168.57.96/28' }, loxiUrls: ['https://192.168.57.7:8091'] }),
    ).toEqual(['--loxiURL=https://192.168.57.7:8091', '--cidrPools=defaultPool=192.168.57.97/28']);
  });

  test.each<[string, KubeLoxilbProps, RegExp]>([
    [
      'a pool that is not in it',
      { plan, pools: { defaultPool: '192.168.57.96/28', other: '10.0.0.0/24' } },
      /is not in the address plan/,
    ],
    [
      'other addresses for one of its pools',
      { plan, pools: { defaultPool: '192.168.57.112/28' } },
      /is not in the address plan/,
    ],
    ['neither a plan nor pools', {}, /Give pools, or a plan/],
    [
      'a plan with a pool that kube-loxilb cannot use',
      {
        plan: new AddressPlan({
          networks: { lan: '192.168.0.0/16' },
          apiEndpoint: 'api',
          vipPools: { defaultPool: '203.0.112.0/23' },
        }),
      },
      /is wider than \/24/,
    ],
  ])('refuses %s', (_, props, message) => {
    expect(refusalOf((chart) => new KubeLoxilb(chart, 'k', props)).message).toMatch(message);
  });
});

describe('resources of kube-loxilb', () => {
  test.each<[string, ConstructorParameters<typeof VipPool>[2], RegExp]>([
    ['the VIP of any address', { addresses: '0.0.0.0/32' }, /Put it in pools of KubeLoxilb/],
    ['a zone that no kube-loxilb has', { addresses: '10.0.0.5/32', zone: 'a-b' }, /zone: "a-b" is no name of a zone/],
  ])('VipPool refuses %s', (_, props, message) => {
    expect(refusalOf((chart) => new VipPool(chart, 'edge', props)).message).toMatch(message);
  });

  test('VipPool is a LoxiURL of type cidrpool, named as the pool', () => {
    expect(manifestOf((chart) => new VipPool(chart, 'edge', { addresses: '10.0.0.17/28', zone: 'north' }))).toEqual({
      apiVersion: 'loxiurl.loxilb.io/v1',
      kind: 'LoxiURL',
      metadata: { name: 'edge', annotations: { 'argocd.argoproj.io/sync-wave': '-4' } },
      spec: { loxiURL: '10.0.0.17/28', type: 'cidrpool', zone: 'north' },
    });
    expect(refusalOf((chart) => new VipPool(chart, 'edge', { addresses: '10.0.0.16/28' })).message).toContain(
      'Write 10.0.0.17/28',
    );
  });

  test('Egress says whose traffic leaves by which address', () => {
    expect(
      manifestOf(
        (chart) =>
          new Egress(chart, 'out', {
            vip: '192.168.57.100',
            selector: { app: 'a' },
            addresses: ['10.42.1.5', '10.42.2.0/24'],
          }),
      ),
    ).toEqual({
      apiVersion: 'egress.loxilb.io/v1',
      kind: 'Egress',
      metadata: { name: 'out', namespace: 'apps' },
      spec: { vip: '192.168.57.100', selector: { app: 'a' }, addresses: ['10.42.1.5', '10.42.2.0/24'] },
    });
  });

  test.each<[string, ConstructorParameters<typeof Egress>[2], RegExp]>([
    ['a selector of nothing', { vip: '192.168.57.100', selector: {} }, /selector: .* has no labels/],
    [
      'addresses of the other family',
      { vip: '192.168.57.100', addresses: ['2001:db8::/64'] },
      /addresses\[0\]: .* is not of the family of vip/,
    ],
    ['an address that is none', { vip: 'a', selector: {} }, /vip: "a" is no IP address/],
    ['nobody', { vip: '10.0.0.1' }, /Say whose traffic it is/],
    ['an empty list', { vip: '10.0.0.1', addresses: [] }, /addresses: 0 items/],
    ['a name', { vip: '10.0.0.1', addresses: ['pod'] }, /is neither an address nor a network/],
  ])('Egress refuses %s', (_, props, message) => {
    expect(refusalOf((chart) => new Egress(chart, 'e', props)).message).toMatch(message);
  });
});
