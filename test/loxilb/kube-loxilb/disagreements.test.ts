import { App, Chart } from 'cdk8s';
import {
  AddressPlan,
  BgpPeer,
  CiliumGatewayClass,
  Host,
  KubeLoxilb,
  type KubeLoxilbProps,
  LoxiGateway,
  type LoxilbMode,
  LoxilbNode,
  type LoxilbNodeProps,
  LoxilbTopology,
  VipPool,
} from '../../../src';

const topology = LoxilbTopology.bfd(
  new AddressPlan({
    networks: { lan: '192.168.57.0/24' },
    apiEndpoint: 'api.example.com',
    vipPools: { defaultPool: '192.168.57.100-192.168.57.120' },
    loxilbHosts: [
      { name: 'llb1', address: '192.168.57.7' },
      { name: 'llb2', address: '192.168.57.8' },
    ],
  }),
);

interface Parts {
  readonly kube?: Partial<KubeLoxilbProps>;
  readonly node?: Partial<LoxilbNodeProps>;
  readonly add?: (chart: Chart) => void;
}

/** Messages on the pair of the topology, changed. */
function messages({ kube = {}, node = {}, add }: Parts): string[] {
  const chart = new Chart(new App(), 'platform');
  new KubeLoxilb(chart, 'kube-loxilb', { ...topology.kubeLoxilb, ...kube });
  const host = new Host(chart, 'llb1');
  new LoxilbNode(host, 'LoxiLB', { host, ...topology.nodeOptions('llb1'), ...node });
  add?.(chart);
  return chart.node.findAll().flatMap((construct) => construct.node.validate());
}

const gateway = (mode: LoxilbMode) => (chart: Chart) => {
  const gatewayClass = new CiliumGatewayClass(chart, 'class');
  new LoxiGateway(chart, 'web', {
    gatewayClass,
    loadBalancer: { mode },
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
  });
};

describe('what belongs to one kube-loxilb', () => {
  test('agrees as a topology makes it', () => {
    expect(messages({})).toEqual([]);
    expect(messages({ add: gateway('fullnat') })).toEqual([]);
    const pool = (chart: Chart): unknown => new VipPool(chart, 'edge', { addresses: '10.0.0.17/28' });
    expect(messages({ add: pool })).toEqual([]);
  });

  test.each<[string, Parts, RegExp]>([
    ['a host whose API is at another port', { node: { apiPort: 9999 } }, /LoxiLB: loxiUrls: .*\(port 9999\)/],
    [
      'HTTPS to a host without it',
      { kube: { loxiUrls: ['https://192.168.57.7:8091'] } },
      /is not where its API listens \(without HTTPS\)/,
    ],
    ['elections beside BFD', { kube: { roles: true } }, /BFD does so too/],
    ['a zone beside BFD', { kube: { zone: 'north' } }, /no host would take their VIPs/],
    ['no zone beside BFD', { kube: { noZoneName: true } }, /no host would take their VIPs/],
    ['BGP of hosts that run none', { kube: { bgp: 65100 } }, /Set bgp of the host/],
    ['synchronization in mode onearm', { kube: { mode: 'onearm' } }, /mode "onearm" makes synchronization/],
    [
      'a gateway that is onearm before synchronized hosts',
      { add: gateway('onearm') },
      /web has the mode "onearm", in which they are lost/,
    ],
    [
      'BGP resources that are not read',
      { add: (chart) => new BgpPeer(chart, 'tor', { address: '192.168.57.1', asn: 65101 }) },
      /tor would not be read. Set bgp and bgpResources/,
    ],
    [
      'a pool of other addresses with a name that is taken',
      {
        kube: { pools: { defaultPool: '192.168.57.100/32', edge: '192.168.57.110/32' } },
        add: (chart) => new VipPool(chart, 'edge', { addresses: '10.0.0.17/28' }),
      },
      /there is a pool edge in pools/,
    ],
    [
      'a pool of addresses that are in another',
      { add: (chart) => new VipPool(chart, 'edge', { addresses: '192.168.57.110/32' }) },
      /has addresses of the pool defaultPool/,
    ],
    [
      'a pool of another zone',
      { add: (chart) => new VipPool(chart, 'edge', { addresses: '10.0.0.17/28', zone: 'north' }) },
      /zone north is not that of kube-loxilb, llb/,
    ],
  ])('is refused with %s', (_, parts, message) => {
    const found = messages(parts);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  test('is refused with synchronization for which nobody is elected', () => {
    const chart = new Chart(new App(), 'platform');
    const made = new KubeLoxilb(chart, 'kube-loxilb', topology.kubeLoxilb);
    const host = new Host(chart, 'llb1');
    new LoxilbNode(host, 'LoxiLB', { host, address: '192.168.57.7', cluster: ['192.168.57.8'], self: 0 });
    expect(made.node.validate()).toEqual([expect.stringContaining('as no host is elected. Set roles')]);
  });

  test('is not told from that of another kube-loxilb of the app, but for hosts', () => {
    const add = (chart: Chart): void => {
      new KubeLoxilb(chart, 'other', { zone: 'north', pools: { defaultPool: '10.9.0.5/32' } });
      new VipPool(chart, 'edge', { addresses: '192.168.57.110/32' });
    };
    expect(messages({ add })).toEqual([]);
    expect(messages({ add, node: { apiPort: 9999 } })).toHaveLength(1);
  });
});
