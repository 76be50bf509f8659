import { LOXILB_ANNOTATIONS, LoxiGateway, type LoxilbServiceOptions } from '../../src';
import { manifestOf, refusalOf } from '../constructs';

function annotations(loadBalancer: LoxilbServiceOptions): unknown {
  const { spec } = manifestOf(
    (chart) =>
      new LoxiGateway(chart, 'web', {
        gatewayClass: 'cilium',
        loadBalancer,
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
      }),
  );
  return spec.infrastructure?.annotations ?? {};
}

describe('options of LoxiLB', () => {
  const written: [LoxilbServiceOptions, Record<string, string>][] = [
    [{}, {}],
    [{ mode: 'onearm' }, { lbmode: 'onearm' }],
    [
      { mode: 'hostonearm', staticIP: '0.0.0.0' },
      { lbmode: 'hostonearm', staticIP: '0.0.0.0' },
    ],
    [{ liveness: true }, { liveness: 'yes' }],
    [{ liveness: false }, { liveness: 'no' }],
    [{ probe: { type: 'none' } }, { probetype: 'none' }],
    [
      { probe: { type: 'ping', retries: 3, timeout: 10 } },
      { probetype: 'ping', proberetries: '3', probetimeout: '10' },
    ],
    [{ probe: { type: 'tcp', port: 30080 } }, { probetype: 'tcp', probeport: '30080' }],
    [{ endpointSelection: 'roundrobin' }, { epselect: 'rr' }],
    [{ endpointSelection: 'leastConnections' }, { epselect: 'lc' }],
    [{ endpointSelection: 'persist' }, { epselect: 'persist' }],
    [{ timeout: 0 }, { timeout: '0' }],
    [
      { pool: 'edge', secondaryPools: ['a', 'b'] },
      { poolSelect: 'edge', poolSelectSecondary: 'a,b' },
    ],
    [
      { staticIP: '192.168.57.100', secondaryIPs: ['10.0.0.1', '10.0.0.2'] },
      { staticIP: '192.168.57.100', secondaryIPs: '10.0.0.1,10.0.0.2' },
    ],
    [
      { ipam: 'ipv6', staticIP: 'fd00::1' },
      { ipam: 'ipv6', staticIP: 'fd00::1' },
    ],
    [
      { zone: 'north', zoneInstance: 'north-inst1' },
      { zoneselect: 'north', zoneinstance: 'north-inst1' },
    ],
    [{ nodeLabel: 'example.com/edge' }, { nodelabel: 'example.com/edge' }],
    [
      { proxyProtocolV2: true, egress: false },
      { useproxyprotov2: 'yes', egress: 'no' },
    ],
  ];
  test.each(written)('%j are written in the words of kube-loxilb', (options, expected) => {
    expect(annotations(options)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, value]) => [`loxilb.io/${name}`, value])),
    );
  });

  test('only ever write annotations and values that kube-loxilb reads', () => {
    for (const [options] of written) {
      for (const [key, value] of Object.entries(annotations(options) as Record<string, string>)) {
        const known = LOXILB_ANNOTATIONS.find((annotation) => annotation.key === key);
        expect(known).toBeDefined();
        if (known?.value.type === 'words') expect(known.value.words).toContain(value);
      }
    }
  });

  const raw = (text: string): LoxilbServiceOptions => JSON.parse(text);
  const refused: [string, LoxilbServiceOptions, string, string][] = [
    [
      'a misspelt mode',
      raw('{"mode":"one-arm"}'),
      'mode',
      '"one-arm" is not a LoxiLB mode. Use one of "default", "onearm", "fullnat", "dsr", "fullproxy", "hostonearm". Did you mean "onearm"?',
    ],
    ['a mode in upper case', raw('{"mode":"FullNAT"}'), 'mode', 'Did you mean "fullnat"?'],
    ['dsr', { mode: 'dsr' }, 'mode', '"dsr" needs the same port on LoxiLB and node'],
    [
      'hostonearm with another VIP',
      { mode: 'hostonearm', staticIP: '10.0.0.1' },
      'mode',
      'is for the VIP 0.0.0.0 only',
    ],
    ['an option that does not exist', raw('{"livenes":true}'), 'livenes', '"livenes" is not an option of LoxiLB'],
    ['the pod network', raw('{"podNetwork":true}'), 'podNetwork', 'has a dummy endpoint in place of pods'],
    ['"yes" for true', raw('{"liveness":"yes"}'), 'liveness', '"yes" is no boolean'],
    [
      'an http probe',
      raw('{"probe":{"type":"http","port":80}}'),
      'probe.type',
      'is refused: LoxiLB has no http and https probes',
    ],
    [
      'a tcp probe without port',
      raw('{"probe":{"type":"tcp"}}'),
      'probe.port',
      'is missing, and LoxiLB refuses a tcp probe without',
    ],
    [
      'a ping probe with port',
      raw('{"probe":{"type":"ping","port":80}}'),
      'probe.port',
      'LoxiLB refuses a port with probe type ping',
    ],
    [
      'a probe port above 65535',
      { probe: { type: 'tcp', port: 70000 } },
      'probe.port',
      '70000 is not a whole number from 1 to 65535',
    ],
    [
      '101 retries',
      { probe: { type: 'ping', retries: 101 } },
      'probe.retries',
      '101 is not a whole number from 0 to 100',
    ],
    [
      'a probe timeout over a day',
      { probe: { type: 'ping', timeout: 86401 } },
      'probe.timeout',
      '86401 is not a whole number from 0 to 86400',
    ],
    [
      'a negative timeout',
      { timeout: -1 },
      'timeout',
      '-1 is not a whole number from 0 to 86400. Give a number in that range, in seconds.',
    ],
    ['a timeout with a unit', raw('{"timeout":"30s"}'), 'timeout', '"30s" is not a whole number'],
    [
      'an endpoint selection that does not exist',
      raw('{"endpointSelection":"random"}'),
      'endpointSelection',
      'is not an endpoint selection of LoxiLB',
    ],
    ['a pool with a blank', { pool: 'my pool' }, 'pool', 'is no name of a pool'],
    [
      'secondary pools beside addresses',
      { secondaryPools: ['a'], secondaryIPs: ['10.0.0.1'] },
      'secondaryPools',
      'kube-loxilb takes one of the two',
    ],
    ['secondary pools for IPv6', { secondaryPools: ['a'], ipam: 'ipv6' }, 'secondaryPools', 'is for IPv4 only'],
    [
      'four secondary addresses',
      { secondaryIPs: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] },
      'secondaryIPs',
      'are not one to three addresses',
    ],
    [
      'a secondary address with a blank',
      { secondaryIPs: ['10.0.0.1', ' 10.0.0.2'] },
      'secondaryIPs[1]',
      'is no IP address',
    ],
    [
      'an address with a mask',
      { staticIP: '10.0.0.1/32' },
      'staticIP',
      '"10.0.0.1/32" is no IP address. Write a single address',
    ],
    ['an address with a leading zero', { staticIP: '10.0.0.01' }, 'staticIP', 'is no IP address'],
    ['an address of three numbers', { staticIP: '10.0.1' }, 'staticIP', 'is no IP address'],
    ['an IPv6 address for IPv4', { staticIP: 'fd00::1' }, 'staticIP', 'Set ipam to "ipv6"'],
    ['a zone with a dash', { zone: 'north-1' }, 'zone', 'kube-loxilb cannot read back a name with "-"'],
    [
      'an instance of another zone',
      { zone: 'north', zoneInstance: 'south-inst0' },
      'zoneInstance',
      'is not of the zone "north"',
    ],
    ['an instance that is none', { zoneInstance: 'inst0' }, 'zoneInstance', 'is no name of an instance'],
    [
      'a node label with a value',
      { nodeLabel: 'edge=true' },
      'nodeLabel',
      'kube-loxilb asks for the key alone. Write "edge".',
    ],
    ['a node label that is none', { nodeLabel: '-edge' }, 'nodeLabel', 'is not a qualified name'],
  ];
  test.each(refused)('refuse %s', (_, loadBalancer, field, message) => {
    const error = refusalOf(
      (chart) =>
        new LoxiGateway(chart, 'web', {
          gatewayClass: 'cilium',
          loadBalancer,
          listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
        }),
    );
    expect([error.constructPath, error.field]).toEqual(['chart/web', `loadBalancer.${field}`]);
    expect(error.message).toContain(message);
  });
});
