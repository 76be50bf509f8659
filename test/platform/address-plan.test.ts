import fc from 'fast-check';
import { AddressPlan, AddressPlanError, type AddressPlanProps } from '../../src';
import { addressAt, contains, overlaps, parseAddress, parseCidr, parseSpan, sizeOf } from '../../src/platform/ip-range';

const PLAN: AddressPlanProps = {
  networks: { lan: '192.168.57.0/24', sync: '192.168.58.0/24' },
  podCidr: '10.100.0.0/16',
  serviceCidr: '10.110.0.0/16',
  nodes: { 'kuber-master-1': '192.168.57.10', 'kuber-worker-1': '192.168.57.12' },
  apiEndpoint: '192.168.57.10',
  vipPools: { defaultPool: '192.168.57.100-192.168.57.120', anycast: '203.0.113.0/28' },
  loxilbHosts: [
    { name: 'llb1', address: '192.168.57.7', syncAddress: '192.168.58.110' },
    { name: 'llb2', address: '192.168.57.8', syncAddress: '192.168.58.111' },
  ],
  routers: { tor1: '192.168.57.1' },
};

describe('an address plan', () => {
  test('knows where each address lies', () => {
    const plan = new AddressPlan(PLAN);
    expect(plan.clusterDns).toBe('10.110.0.10');
    expect(plan.pool().network).toBe('lan');
    expect(plan.pool('anycast').network).toBeUndefined();
    expect(plan.networkOf('192.168.58.200')).toBe('sync');
    expect(plan.networkOf('8.8.8.8')).toBeUndefined();
    expect(plan.loxilbHost('llb2').syncAddress).toBe('192.168.58.111');
    expect(new AddressPlan({ ...PLAN, loxilbHosts: [{ name: 'a', address: '192.168.57.7' }] }).loxilbHosts).toEqual([
      { name: 'a', address: '192.168.57.7', syncAddress: '192.168.57.7' },
    ]);
  });

  test('has the CIDRs of RKE2 unless others are given', () => {
    const { networks, apiEndpoint, vipPools } = PLAN;
    const plan = new AddressPlan({ networks, apiEndpoint, vipPools });
    expect([plan.podCidr, plan.serviceCidr, plan.clusterDns]).toEqual(['10.42.0.0/16', '10.43.0.0/16', '10.43.0.10']);
  });

  test('takes both addresses of a network of two', () => {
    const networks = { lan: '192.168.57.0/24', link: '192.168.60.0/31' };
    const routers = { a: '192.168.60.0', b: '192.168.60.1' };
    expect(new AddressPlan({ ...PLAN, networks, loxilbHosts: [], routers }).routers.size).toBe(2);
  });

  test('takes IPv6, and a name for the API servers', () => {
    const plan = new AddressPlan({
      networks: { lan: '2001:db8:1::/64' },
      podCidr: '2001:db8:42::/56',
      serviceCidr: '2001:db8:43::/112',
      apiEndpoint: 'api.example.com',
      vipPools: { defaultPool: '2001:db8:1::100-2001:db8:1::1ff' },
    });
    expect(plan.clusterDns).toBe('2001:db8:43::a');
    expect(plan.pool().network).toBe('lan');
  });

  test.each<[string, Partial<AddressPlanProps>, RegExp]>([
    [
      'host bits',
      { podCidr: '10.100.0.1/16' },
      /podCidr: "10.100.0.1\/16" is no network. It has host bits: write 10.100.0.0\/16/,
    ],
    [
      'a host with the address of its network',
      { nodes: { a: '192.168.57.0' } },
      /nodes.a: 192.168.57.0 is the network or broadcast address/,
    ],
    [
      'a router with the broadcast address',
      { routers: { tor1: '192.168.58.255' } },
      /routers.tor1: 192.168.58.255 is the network or broadcast address/,
    ],
    ['shortened addresses', { networks: { lan: '192.168/16' } }, /networks.lan: "192.168\/16" is no network/],
    ['octal addresses', { podCidr: '010.0.0.0/8' }, /podCidr/],
    ['pods in the node network', { podCidr: '192.168.0.0/16' }, /podCidr overlaps networks.lan/],
    ['services in the pod network', { serviceCidr: '10.100.128.0/17' }, /serviceCidr overlaps podCidr/],
    ['VIPs of BGP among pods', { vipPools: { defaultPool: '10.100.1.0/24' } }, /vipPools.defaultPool overlaps podCidr/],
    [
      'two pools with one address',
      { vipPools: { a: '192.168.57.100/32', b: '192.168.57.96/28' } },
      /vipPools.b overlaps vipPools.a/,
    ],
    [
      'a pool over the edge of a network',
      { vipPools: { a: '192.168.57.250-192.168.58.5' } },
      /lies partly in networks.lan/,
    ],
    ['a pool that goes backwards', { vipPools: { a: '192.168.57.20-192.168.57.10' } }, /is no pool/],
    ['a pool with host bits', { vipPools: { a: '192.168.57.100/24' } }, /is no pool/],
    ['a pool with a name that divides lists', { vipPools: { 'a,b': '192.168.57.100/32' } }, /the name is no word/],
    ['a DNS address elsewhere', { clusterDns: '10.43.0.10' }, /clusterDns: "10.43.0.10" is no address in serviceCidr/],
    ['a node in no network', { nodes: { a: '10.0.9.12' } }, /nodes.a: 10.0.9.12 lies in none of networks/],
    ['a node among the VIPs', { nodes: { a: '192.168.57.101' } }, /lies in the pool defaultPool/],
    ['two machines with one address', { nodes: { a: '192.168.57.7' } }, /192.168.57.7 is that of nodes.a as well/],
    [
      'two hosts of one name',
      {
        loxilbHosts: [
          { name: 'a', address: '192.168.57.7' },
          { name: 'a', address: '192.168.57.8' },
        ],
      },
      /a is there twice/,
    ],
    ['a host without a name', { loxilbHosts: [{ name: 'A_b', address: '192.168.57.7' }] }, /is no DNS label/],
    ['an endpoint with a scheme', { apiEndpoint: 'https://10.0.0.1:6443' }, /neither an address nor a DNS name/],
    ['an endpoint that is half an address', { apiEndpoint: '10.0.1' }, /neither an address nor a DNS name/],
    ['an endpoint elsewhere', { apiEndpoint: '192.168.100.100' }, /lies in none of networks/],
  ])('refuses %s', (_, change, message) => {
    expect(() => new AddressPlan({ ...PLAN, ...change })).toThrow(AddressPlanError);
    expect(() => new AddressPlan({ ...PLAN, ...change })).toThrow(message);
  });

  test('names the pools and hosts that there are', () => {
    const plan = new AddressPlan(PLAN);
    expect(() => plan.pool('default')).toThrow('There are defaultPool, anycast.');
    expect(() => plan.loxilbHost('llb3')).toThrow('There are: llb1, llb2.');
  });
});

describe('ranges of addresses', () => {
  const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });

  test('read and write every address', () => {
    fc.assert(
      fc.property(bytes, (parts) => {
        const text = parts.join('.');
        const parsed = parseAddress(text);
        expect(parsed && addressAt({ family: 4, first: parsed.value, last: parsed.value }, 0n)).toBe(text);
      }),
    );
  });

  test('of a prefix have its size, and overlap exactly if one holds an end of the other', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 32 }), bytes, fc.integer({ min: 0, max: 32 }), (a, m, b, n) => {
        const [x, y] = [
          parseCidr(`${a.join('.')}/${m}`, { hostBits: true }),
          parseCidr(`${b.join('.')}/${n}`, { hostBits: true }),
        ];
        if (!x || !y) throw new Error('a network is not read');
        expect(sizeOf(x)).toBe(2n ** BigInt(32 - m));
        // Networks are nested or apart.
        expect(overlaps(x, y)).toBe(contains(x, y) || contains(y, x));
      }),
    );
  });

  test('of two addresses need one family, in order', () => {
    expect(parseSpan('10.0.0.1-10.0.0.1')).toEqual({ family: 4, first: 167772161n, last: 167772161n });
    expect(parseSpan('10.0.0.1-2001:db8::1')).toBeUndefined();
    expect(parseSpan('10.0.0.2-10.0.0.1')).toBeUndefined();
  });

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '0x7f.0.0.1',
    'fe80::1%eth0',
    '::ffff:1.2.3.4',
    'a',
    ' 1.2.3.4',
  ])('refuse the address %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});
