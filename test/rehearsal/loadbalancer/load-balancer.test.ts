import { Platform, type PlatformProps } from '../../../src';
import { argumentsOf } from '../../../src/rehearsal/loadbalancer/kube-loxilb-arguments';
import { kubeLoxilbProcess } from '../../../src/rehearsal/loadbalancer/kube-loxilb-process';
import { isManifest, type Manifest } from '../../../src/rehearsal/manifest';
import { Rehearsal } from '../../../src/rehearsal/rehearsal';

function kubeLoxilb(...args: string[]): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'kube-loxilb', namespace: 'kube-system' },
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: {
        metadata: { labels: { app: 'a' } },
        spec: {
          containers: [
            { name: 'a', image: 'ghcr.io/loxilb-io/kube-loxilb:v0.9.8.4', command: ['/bin/kube-loxilb'], args },
          ],
        },
      },
    },
  };
}

interface ServiceOptions {
  readonly annotations?: Record<string, string>;
  readonly ports?: readonly object[];
  readonly spec?: object;
  readonly created?: string;
}

function service(name: string, { annotations, ports = [{ port: 80 }], spec, created }: ServiceOptions = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: 'apps',
      ...(annotations ? { annotations } : {}),
      ...(created ? { creationTimestamp: created } : {}),
    },
    spec: { type: 'LoadBalancer', loadBalancerClass: 'loxilb.io/loxilb', ports, ...spec },
  };
}

function play(objects: readonly object[], props: PlatformProps = {}, nodes?: readonly string[]): Rehearsal {
  const plain: unknown = JSON.parse(JSON.stringify(objects));
  const manifests: Manifest[] = Array.isArray(plain) ? plain.filter(isManifest) : [];
  const rehearsal = new Rehearsal(manifests, new Platform(props), nodes ? { nodes } : {});
  expect(rehearsal.findings.filter(({ rule }) => rule.startsWith('admission/'))).toEqual([]);
  return rehearsal;
}

/** Rules as words: `10.0.0.5:80/tcp apps_a onearm rr`. */
function rules(rehearsal: Rehearsal): string[] {
  return rehearsal.loadBalancers.map(
    ({ externalIP, port, protocol, name, mode, select }) =>
      `${externalIP}:${port}/${protocol} ${name} ${mode} ${select}`,
  );
}

const POOL = '--cidrPools=defaultPool=10.0.0.5-10.0.0.6';

describe('the arguments of kube-loxilb', () => {
  test.each<[string, string[], object]>([
    [
      'are read with their values after "="',
      ['--cidrPools=a=10.0.0.0/24,b=10.0.1.0/24', '--setLBMode=2', '--zone=north'],
      {
        pools: new Map([
          ['a', '10.0.0.0/24'],
          ['b', '10.0.1.0/24'],
        ]),
        mode: 'fullnat',
        zone: 'north',
        uniqueIp: false,
      },
    ],
    [
      'are read with their values after a blank',
      ['--setLBMode', '1', '--setUniqueIP', '--cidrPools', 'a=10.0.0.0/24'],
      { pools: new Map([['a', '10.0.0.0/24']]), mode: 'onearm', zone: 'llb', uniqueIp: true },
    ],
    [
      'have an old flag that takes the place of all pools',
      ['--cidrPools=a=10.0.0.0/24', '--externalCIDR=10.0.5.5/32'],
      { pools: new Map([['defaultPool', '10.0.5.5/32']]), mode: 'default', zone: 'llb', uniqueIp: false },
    ],
    [
      'have public addresses where there are none',
      [],
      { pools: new Map([['defaultPool', '123.123.123.1/24']]), mode: 'default', zone: 'llb', uniqueIp: false },
    ],
    [
      'have no zone in names, unless one is given',
      ['--noZoneName', '--cidrPools=a=10.0.0.0/24'],
      { pools: new Map([['a', '10.0.0.0/24']]), mode: 'default', zone: '', uniqueIp: false },
    ],
  ])('%s', (_, args, expected) => {
    expect(kubeLoxilbProcess(argumentsOf(args.map((text) => ({ text, path: '' }))))).toMatchObject(expected);
  });
});

describe('kube-loxilb', () => {
  test.each<[string, string[], object[], string[]]>([
    [
      'lends one VIP to Services of different ports',
      [POOL],
      [service('a'), service('b', { ports: [{ port: 443 }] })],
      ['10.0.0.5:80/tcp apps_a:llb-inst0 default rr', '10.0.0.5:443/tcp apps_b:llb-inst0 default rr'],
    ],
    [
      'gives the next VIP to a Service of the same port',
      [POOL],
      [service('a'), service('b')],
      ['10.0.0.5:80/tcp apps_a:llb-inst0 default rr', '10.0.0.6:80/tcp apps_b:llb-inst0 default rr'],
    ],
    [
      'tells TCP from UDP',
      [POOL],
      [service('a'), service('b', { ports: [{ port: 80, protocol: 'UDP' }] })],
      ['10.0.0.5:80/tcp apps_a:llb-inst0 default rr', '10.0.0.5:80/udp apps_b:llb-inst0 default rr'],
    ],
    [
      'gives each Service its own VIP if it is told to',
      [POOL, '--setUniqueIP'],
      [service('a'), service('b', { ports: [{ port: 443 }] })],
      ['10.0.0.5:80/tcp apps_a:llb-inst0 default rr', '10.0.0.6:443/tcp apps_b:llb-inst0 default rr'],
    ],
    [
      'serves the older Service first',
      [POOL],
      [service('a', { created: '2026-02-01T00:00:00Z' }), service('b', { created: '2026-01-01T00:00:00Z' })],
      ['10.0.0.5:80/tcp apps_b:llb-inst0 default rr', '10.0.0.6:80/tcp apps_a:llb-inst0 default rr'],
    ],
    [
      'takes the address that is asked for',
      [POOL],
      [service('a', { annotations: { 'loxilb.io/staticIP': '10.9.9.9' } })],
      ['10.9.9.9:80/tcp apps_a:llb-inst0 default rr'],
    ],
    [
      'passes over an address that is none',
      [POOL],
      [service('a', { annotations: { 'loxilb.io/staticIP': 'ten' } })],
      ['10.0.0.5:80/tcp apps_a:llb-inst0 default rr'],
    ],
    [
      'makes every external IP a VIP',
      [POOL],
      [service('a', { spec: { externalIPs: ['10.9.9.8', '10.9.9.9'] } })],
      ['10.9.9.8:80/tcp apps_a:llb-inst0 default rr', '10.9.9.9:80/tcp apps_a:llb-inst0 default rr'],
    ],
    [
      'takes the pool that is named',
      ['--cidrPools=defaultPool=10.0.0.5/32,edge=10.0.7.0/24'],
      [service('a', { annotations: { 'loxilb.io/poolSelect': 'edge' } })],
      ['10.0.7.1:80/tcp apps_a:llb-inst0 default rr'],
    ],
    [
      'has mode and selection of the Service, or its own',
      [POOL, '--setLBMode=2'],
      [
        service('a', { annotations: { 'loxilb.io/lbmode': 'onearm', 'loxilb.io/epselect': 'persist' } }),
        service('b', { annotations: { 'loxilb.io/lbmode': 'one-arm', 'loxilb.io/epselect': 'sticky' } }),
      ],
      ['10.0.0.5:80/tcp apps_a:llb-inst0 onearm persist', '10.0.0.6:80/tcp apps_b:llb-inst0 fullnat rr'],
    ],
    [
      'leaves Services of another class alone',
      [POOL],
      [service('a', { spec: { loadBalancerClass: 'example.com/other' } })],
      [],
    ],
    ['leaves Services without a class alone', [POOL], [service('a', { spec: { loadBalancerClass: undefined } })], []],
  ])('%s', (_, args, services, expected) => {
    const rehearsal = play([kubeLoxilb(...args), ...services]);
    expect(rules(rehearsal)).toEqual(expected);
    expect(rehearsal.loadBalancer?.problems).toEqual([]);
  });

  test.each<[string, string[], object[], RegExp]>([
    [
      'a pool is exhausted',
      ['--cidrPools=defaultPool=10.0.0.5/32'],
      [service('a'), service('b')],
      /no address of the pool defaultPool, 10.0.0.5\/32, is free for tcp\/80: kube-loxilb ends/,
    ],
    ['a pool is empty to it', ['--cidrPools=defaultPool=10.0.0.5-10.0.0.5'], [service('b')], /no address of the pool/],
    [
      'a pool is not there',
      [POOL],
      [service('b', { annotations: { 'loxilb.io/poolSelect': 'edge' } })],
      /has no pool edge, but defaultPool/,
    ],
    [
      'a later port is taken',
      [POOL],
      [
        service('a', { ports: [{ name: 'x', port: 443 }] }),
        service('b', {
          ports: [
            { name: 'x', port: 80 },
            { name: 'y', port: 443 },
          ],
        }),
      ],
      /TCP 443 of 10.0.0.5 is that of Service apps\/a as well/,
    ],
    [
      'two Services ask for one address and port',
      [POOL],
      ['a', 'b'].map((name) => service(name, { annotations: { 'loxilb.io/staticIP': '10.9.9.9' } })),
      /TCP 80 of 10.9.9.9 is that of Service apps\/a as well/,
    ],
  ])('says of the second Service that %s', (_, args, services, message) => {
    const problems = play([kubeLoxilb(...args), ...services]).loadBalancer?.problems ?? [];
    expect(problems.map(({ origin }) => origin.metadata.name)).toEqual(['b']);
    expect(problems[0]?.message).toMatch(message);
  });

  test('gives addresses of IPv6 pools, with the first after the network address', () => {
    const flags = [POOL, '--cidr6Pools=defaultPool=3ffe:cafe::/96'];
    const wanted = service('six', { annotations: { 'loxilb.io/ipam': 'ipv6' } });
    expect(play([kubeLoxilb(...flags), wanted]).loadBalancers.map(({ externalIP }) => externalIP)).toEqual([
      '3ffe:cafe::1',
    ]);
  });

  test.each<[string, string[], Record<string, string>, boolean]>([
    ['no probes by itself', [], {}, false],
    ['probes in modes that need them', ['--setLBMode=2'], {}, true],
    ['probes with --monitor', ['--monitor'], {}, true],
    ['probes that are asked for', [], { 'loxilb.io/liveness': 'yes' }, true],
    ['no probes where they are taken off', ['--setLBMode=2'], { 'loxilb.io/probetype': 'none' }, false],
    ['no probes for a word that is ignored', [], { 'loxilb.io/liveness': 'true' }, false],
  ])('has %s', (_, flags, annotations, liveness) => {
    const rules = play([kubeLoxilb(POOL, ...flags), service('a', { annotations })]).loadBalancers;
    expect(rules.map((rule) => rule.liveness)).toEqual([liveness]);
  });

  test('leaves Services of other zones to others', () => {
    const [own, other] = ['llb', 'north'].map((zone) =>
      service(zone, { annotations: { 'loxilb.io/zoneselect': zone } }),
    );
    const rules = play([kubeLoxilb(POOL), own, other].flatMap((each) => each ?? [])).loadBalancers;
    expect(rules.map(({ name }) => name)).toEqual(['apps_llb:llb-inst0']);
  });

  test('sends to the nodes that are known, at the port of the Service', () => {
    const [rule] = play([kubeLoxilb(POOL), service('a', { ports: [{ port: 80, nodePort: 30080 }] })], {}, [
      '10.1.0.1',
      '10.1.0.2',
    ]).loadBalancers;
    expect(rule?.endpoints).toEqual([
      { ip: '10.1.0.1', port: 30080 },
      { ip: '10.1.0.2', port: 30080 },
    ]);
  });

  test('is not played where it is not among the manifests', () => {
    const rehearsal = play([service('a')]);
    expect([rehearsal.loadBalancers, rehearsal.loadBalancer]).toEqual([[], undefined]);
  });
});

describe('Gateways of Cilium', () => {
  const gateway = (
    name: string,
    gatewayClassName: string,
    annotations: Record<string, string>,
    ports = [80],
  ): object => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace: 'apps' },
    spec: {
      gatewayClassName,
      infrastructure: { annotations },
      listeners: ports.map((port) => ({ name: `p${port}`, port, protocol: 'HTTP' })),
    },
  });
  const config = (spec: object): object[] => [
    {
      apiVersion: 'cilium.io/v2alpha1',
      kind: 'CiliumGatewayClassConfig',
      metadata: { name: 'edge', namespace: 'kube-system' },
      spec,
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'edge' },
      spec: {
        controllerName: 'io.cilium/gateway-controller',
        parametersRef: { group: 'cilium.io', kind: 'CiliumGatewayClassConfig', name: 'edge', namespace: 'kube-system' },
      },
    },
  ];
  const LOXILB = { service: { loadBalancerClass: 'loxilb.io/loxilb' } };
  const OLD = { kubernetes: '1.32', cilium: { version: '1.17.1' }, gatewayApi: { version: '1.2.0' } };
  const ASKS = { 'loxilb.io/loadBalancerClass': 'loxilb.io/loxilb' };
  const statusOf = (rehearsal: Rehearsal, name: string): unknown => {
    const found = rehearsal.statuses.find(({ kind, metadata }) => kind === 'Gateway' && metadata.name === name)?.status;
    const programmed = found?.conditions?.find(({ type }) => type === 'Programmed');
    return { addresses: found?.addresses, programmed: `${programmed?.status} ${programmed?.reason}` };
  };

  test('get a VIP by the class config, with their annotations, and a rule for each port', () => {
    const rehearsal = play([
      kubeLoxilb(POOL, '--setLBMode=2'),
      ...config(LOXILB),
      gateway('web', 'edge', { 'loxilb.io/lbmode': 'onearm' }, [80, 8080]),
    ]);
    expect(rules(rehearsal)).toEqual([
      '10.0.0.5:80/tcp apps_cilium-gateway-web:llb-inst0 onearm rr',
      '10.0.0.5:8080/tcp apps_cilium-gateway-web:llb-inst0 onearm rr',
    ]);
    expect(statusOf(rehearsal, 'web')).toEqual({
      addresses: [{ type: 'Hostname', value: 'llb-10.0.0.5' }],
      programmed: 'True Programmed',
    });
  });

  test('have a plain address where zones have no name', () => {
    const rehearsal = play([kubeLoxilb(POOL, '--noZoneName'), ...config(LOXILB), gateway('web', 'edge', {})]);
    expect(statusOf(rehearsal, 'web')).toEqual({
      addresses: [{ type: 'IPAddress', value: '10.0.0.5' }],
      programmed: 'True Programmed',
    });
  });

  test.each<[string, object[]]>([
    ['names no class', config({ service: {} })],
    ['names another class', config({ service: { loadBalancerClass: 'example.com/other' } })],
    ['makes node ports', config({ service: { type: 'NodePort', loadBalancerClass: 'loxilb.io/loxilb' } })],
    ['is not there', config(LOXILB).slice(1)],
  ])('get none where the class config %s', (_, objects) => {
    const rehearsal = play([kubeLoxilb(POOL), ...objects, gateway('web', 'edge', ASKS)]);
    expect(rehearsal.loadBalancers).toEqual([]);
    expect(statusOf(rehearsal, 'web')).toEqual({ addresses: [], programmed: 'False AddressNotAssigned' });
  });

  test('get one by their annotation on Cilium 1.17, where something at admission reads it', () => {
    expect(
      rules(play([kubeLoxilb(POOL), gateway('web', 'cilium', ASKS), gateway('other', 'cilium', {})], OLD)),
    ).toEqual(['10.0.0.5:80/tcp apps_cilium-gateway-web:llb-inst0 default rr']);
  });

  test('share a VIP by different ports, and are in trouble by the same one', () => {
    const both = [gateway('a', 'edge', {}), gateway('b', 'edge', {})];
    const problems = play([kubeLoxilb('--cidrPools=defaultPool=10.0.0.5/32'), ...config(LOXILB), ...both]).loadBalancer
      ?.problems;
    expect(problems?.map(({ origin, reason }) => `${origin.metadata.name} ${reason}`)).toEqual(['b PoolExhausted']);
  });

  test('have a Service whose name is cut where it would be too long', () => {
    const [rule] = rules(play([kubeLoxilb(POOL), ...config(LOXILB), gateway('g'.repeat(60), 'edge', {})]));
    expect(rule).toMatch(new RegExp(`apps_cilium-gateway-${'g'.repeat(37)}-[0-9a-f]{10}:`));
  });
});
