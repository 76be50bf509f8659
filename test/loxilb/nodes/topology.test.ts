import { App, Chart } from 'cdk8s';
import {
  AddressPlan,
  type AddressPlanProps,
  KubeLoxilb,
  LoxiGateway,
  type LoxilbMode,
  LoxilbTopology,
  type TopologyBgp,
  TopologyError,
} from '../../../src';

const L2: AddressPlanProps = {
  networks: { lan: '192.168.57.0/24', sync: '192.168.58.0/24', uplink: '50.50.50.0/24' },
  apiEndpoint: '192.168.57.10',
  vipPools: { defaultPool: '192.168.57.200-192.168.57.220' },
  loxilbHosts: [
    { name: 'llb1', address: '192.168.57.7', syncAddress: '192.168.58.110' },
    { name: 'llb2', address: '192.168.57.8', syncAddress: '192.168.58.111' },
  ],
  routers: { tor1: '50.50.50.1' },
};
const L3: AddressPlanProps = { ...L2, vipPools: { defaultPool: '123.123.123.0/24' } };
const BGP: TopologyBgp = { asn: 65100, routers: { tor1: 65101 } };
const plan = (props: AddressPlanProps): AddressPlan => new AddressPlan(props);

/** What is written for the hosts and kube-loxilb. */
function written(topology: LoxilbTopology): {
  readonly kube: readonly string[];
  readonly nodes: Record<string, readonly string[]>;
} {
  const chart = new Chart(new App(), 'platform');
  const kube = new KubeLoxilb(chart, 'kube-loxilb', topology.kubeLoxilb);
  const nodes = topology.addNodes(chart);
  return { kube: kube.flags, nodes: Object.fromEntries(nodes.map(({ host, flags }) => [host.name, flags])) };
}

const URLS = '--loxiURL=http://192.168.57.7:11111,http://192.168.57.8:11111';
const L2_POOL = '--cidrPools=defaultPool=192.168.57.200-192.168.57.220';
const L3_POOL = '--cidrPools=defaultPool=123.123.123.0/24';
const PEERS = ['--setBGP=65100', '--extBGPPeers=50.50.50.1:65101'];
/** What each host has besides: its own address, and less to read. */
const own = (host: 7 | 8, ...flags: string[]): string[] => [...flags, `--host=192.168.57.${host}`, '--loglevel=info'];

describe('a topology', () => {
  // loxilbdocs, ha-deploy.md: the arguments of each of its five scenarios, for hosts outside of the cluster.
  test.each<[string, () => LoxilbTopology, LoxilbMode, string[], string[], string[]]>([
    [
      'flatL2',
      () => LoxilbTopology.flatL2(plan(L2)),
      'onearm',
      [URLS, L2_POOL, '--setLBMode=1', '--setRoles=0.0.0.0'],
      own(7),
      own(8),
    ],
    [
      'bgpActiveBackup',
      () => LoxilbTopology.bgpActiveBackup(plan(L3), BGP),
      'onearm',
      [URLS, L3_POOL, '--setLBMode=1', '--setRoles=0.0.0.0', ...PEERS],
      own(7, '--bgp'),
      own(8, '--bgp'),
    ],
    [
      'bgpEcmp',
      () => LoxilbTopology.bgpEcmp(plan(L3), BGP),
      'onearm',
      [URLS, L3_POOL, '--setLBMode=1', ...PEERS],
      own(7, '--bgp'),
      own(8, '--bgp'),
    ],
    [
      'connectionSync',
      () => LoxilbTopology.connectionSync(plan(L2)),
      'fullnat',
      [URLS, L2_POOL, '--setLBMode=2', '--setRoles=0.0.0.0'],
      own(7, '--cluster=192.168.58.111', '--self=0'),
      own(8, '--cluster=192.168.58.110', '--self=1'),
    ],
    [
      'connectionSync by BGP, in mode default',
      () => LoxilbTopology.connectionSync(plan(L3), { mode: 'default', bgp: { ...BGP, multiHop: true } }),
      'default',
      [URLS, L3_POOL, '--setLBMode=0', '--setRoles=0.0.0.0', ...PEERS, '--eBGPMultiHop=true'],
      own(7, '--cluster=192.168.58.111', '--self=0', '--bgp'),
      own(8, '--cluster=192.168.58.110', '--self=1', '--bgp'),
    ],
    [
      'bfd',
      () => LoxilbTopology.bfd(plan(L2)),
      'fullnat',
      [URLS, L2_POOL, '--setLBMode=2'],
      own(7, '--cluster=192.168.58.111', '--self=0', '--ka=192.168.58.111:192.168.58.110'),
      own(8, '--cluster=192.168.58.110', '--self=1', '--ka=192.168.58.110:192.168.58.111'),
    ],
    [
      'bfd without synchronization, in mode onearm',
      () => LoxilbTopology.bfd(plan(L2), { mode: 'onearm' }),
      'onearm',
      [URLS, L2_POOL, '--setLBMode=1'],
      own(7, '--ka=192.168.58.111:192.168.58.110'),
      own(8, '--ka=192.168.58.110:192.168.58.111'),
    ],
  ])('%s has arguments that agree', (_, make, mode, kube, first, second) => {
    const topology = make();
    expect(written(topology)).toEqual({ kube, nodes: { llb1: first, llb2: second } });
    expect(topology.mode).toBe(mode);
    expect(topology.loadBalancer).toEqual({ mode });
  });

  test('in the cluster has no hosts, and looks for LoxiLB itself', () => {
    const { loxilbHosts: _, ...inCluster } = L2;
    expect(written(LoxilbTopology.flatL2(plan(inCluster)))).toEqual({
      kube: [L2_POOL, '--setLBMode=1', '--setRoles=0.0.0.0'],
      nodes: {},
    });
  });

  test('of a small network gives out its usable hosts', () => {
    const small = plan({ ...L2, vipPools: { defaultPool: '192.168.57.96/28' } });
    expect(LoxilbTopology.flatL2(small).kubeLoxilb.pools).toEqual({ defaultPool: '192.168.57.97/28' });
  });

  test('gives gateways their mode', () => {
    const topology = LoxilbTopology.bfd(plan(L2));
    const gateway = new LoxiGateway(new Chart(new App(), 'chart', { namespace: 'apps' }), 'web', {
      gatewayClass: 'cilium-loxilb',
      loadBalancer: topology.loadBalancer,
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    });
    expect(gateway.apiObject.toJson().spec.infrastructure.annotations).toMatchObject({ 'loxilb.io/lbmode': 'fullnat' });
  });

  test.each<[string, LoxilbMode | undefined, boolean]>([
    ['bfd', 'onearm', false],
    ['bfd', 'fullproxy', false],
    ['bfd', 'fullnat', true],
    ['bfd', undefined, true],
    ['flatL2', 'onearm', true],
  ])('%s beside a gateway in mode %s fails synthesis, or does not', (title, mode, isFine) => {
    const app = new App();
    const chart = new Chart(app, 'chart', { namespace: 'apps' });
    const topology = title === 'bfd' ? LoxilbTopology.bfd(plan(L2)) : LoxilbTopology.flatL2(plan(L2));
    topology.addNodes(app);
    new LoxiGateway(chart, 'web', {
      gatewayClass: 'cilium-loxilb',
      loadBalancer: mode ? { mode } : {},
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    });
    const problems = app.node.findAll().flatMap((each) => each.node.validate());
    // Both hosts say so.
    const message = `Gateway web has the mode "${mode}", in which they are lost with their host all the same`;
    expect(problems).toEqual(isFine ? [] : [expect.stringContaining(message), expect.stringContaining(message)]);
  });

  const hosts = L2.loxilbHosts ?? [];
  test.each<[string, () => unknown, RegExp]>([
    [
      'synchronization in mode onearm',
      () => LoxilbTopology.bfd(plan(L2), { mode: 'onearm', sync: true }),
      /mode onearm makes synchronization useless/,
    ],
    [
      'synchronization of one host',
      () => LoxilbTopology.connectionSync(plan({ ...L2, loxilbHosts: hosts.slice(0, 1) })),
      /needs exactly two LoxiLB hosts outside of the cluster, and the address plan has 1/,
    ],
    [
      'synchronization in the cluster',
      () => LoxilbTopology.connectionSync(plan({ ...L2, loxilbHosts: [] })),
      /has 0. Add loxilbHosts/,
    ],
    [
      'BFD of three hosts',
      () => LoxilbTopology.bfd(plan({ ...L2, loxilbHosts: [...hosts, { name: 'llb3', address: '192.168.57.9' }] })),
      /needs exactly two/,
    ],
    [
      'one host that nobody stands in for',
      () => LoxilbTopology.flatL2(plan({ ...L2, loxilbHosts: hosts.slice(0, 1) })),
      /nobody can stand in for/,
    ],
    [
      'VIPs on a link with BGP',
      () => LoxilbTopology.bgpEcmp(plan(L2), BGP),
      /is in networks.lan, where hosts answer for it on layer 2/,
    ],
    ['VIPs on no link without BGP', () => LoxilbTopology.flatL2(plan(L3)), /nobody would ask LoxiLB for it on layer 2/],
    [
      'VIPs on a link that a host has no leg in',
      () => LoxilbTopology.flatL2(plan({ ...L2, vipPools: { defaultPool: '50.50.50.100-50.50.50.120' } })),
      /in which the host llb1 has no address/,
    ],
    [
      'a pool that kube-loxilb cannot give out',
      () => LoxilbTopology.bgpEcmp(plan({ ...L3, vipPools: { defaultPool: '123.123.122.0/23' } }), BGP),
      /is wider than \/24/,
    ],
    [
      'VIPs of IPv6',
      () => LoxilbTopology.bgpEcmp(plan({ ...L3, vipPools: { defaultPool: '2001:db8:5::/120' } }), BGP),
      /is of IPv6/,
    ],
    [
      'a router that is not in the plan',
      () => LoxilbTopology.bgpEcmp(plan(L3), { ...BGP, routers: { tor2: 65101 } }),
      /routers.tor2 is not in the address plan. It has: tor1/,
    ],
    ['no router', () => LoxilbTopology.bgpEcmp(plan(L3), { ...BGP, routers: {} }), /nobody would learn of the VIPs/],
    [
      'a gateway in mode onearm beside synchronization',
      () => LoxilbTopology.bfd(plan(L2)).checkGatewayMode('onearm'),
      /Use "fullnat" or "default"/,
    ],
    [
      'a gateway in mode dsr beside synchronization',
      () => LoxilbTopology.connectionSync(plan(L2)).checkGatewayMode('dsr'),
      /Use "fullnat" or "default"/,
    ],
    [
      'a gateway in mode fullnat with ECMP',
      () => LoxilbTopology.bgpEcmp(plan(L3), BGP).checkGatewayMode('fullnat'),
      /replies need not come back/,
    ],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(TopologyError);
    expect(make).toThrow(message);
  });

  test('with BFD never has roles, and with ECMP neither', () => {
    for (const topology of [LoxilbTopology.bfd(plan(L2)), LoxilbTopology.bgpEcmp(plan(L3), BGP)]) {
      expect(topology.kubeLoxilb.roles).toBeUndefined();
      // Rules of another zone belong to an instance that no host becomes master of.
      expect([topology.kubeLoxilb.zone, topology.kubeLoxilb.noZoneName, topology.kubeLoxilb.zoneInstances]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  test('with an own AS number that kube-loxilb does not take is refused there', () => {
    const topology = LoxilbTopology.bgpEcmp(plan(L3), { ...BGP, asn: 4200000000 });
    expect(() => written(topology)).toThrow(/bgp: 4200000000 is not a whole number from 1 to 65535/);
  });
});
