import fc from 'fast-check';
import { type LoxilbServiceOptions, Platform } from '../../src';
import { checkLoxilbAnnotations } from '../../src/loxilb/annotation-checks';
import { loxilbAnnotations } from '../../src/loxilb/service-annotations';
import { Field } from '../../src/resource/field';
import { chartOn, refusalOf } from '../constructs';

function annotations(options: LoxilbServiceOptions, kubeLoxilb = 'v0.9.8.4'): Record<string, string> {
  const platform = new Platform({ loxilb: { kubeLoxilb } });
  return loxilbAnnotations(Field.of(chartOn()).at('loadBalancer'), options, platform);
}

describe('options of LoxiLB', () => {
  const written: [LoxilbServiceOptions, Record<string, string>][] = [
    [{}, {}],
    [{ mode: 'onearm' }, { lbmode: 'onearm' }],
    [{ mode: 'default' }, { lbmode: 'default' }],
    [
      { mode: 'dsr', endpointSelection: 'hash', podNetwork: true },
      { lbmode: 'dsr', epselect: 'hash', usepodnetwork: 'yes' },
    ],
    [
      { mode: 'hostonearm', staticIP: '0.0.0.0' },
      { lbmode: 'hostonearm', staticIP: '0.0.0.0' },
    ],
    [
      { mode: 'hostonearm', pool: 'any' },
      { lbmode: 'hostonearm', poolSelect: 'any' },
    ],
    [{ liveness: true }, { liveness: 'yes' }],
    [{ liveness: false }, { liveness: 'no' }],
    [{ probe: { type: 'none' } }, { probetype: 'none' }],
    [
      { probe: { type: 'ping', retries: 3, timeout: 10 } },
      { probetype: 'ping', proberetries: '3', probetimeout: '10' },
    ],
    [{ probe: { type: 'tcp', port: 30080 } }, { probetype: 'tcp', probeport: '30080' }],
    [
      { probe: { type: 'udp', port: 53, request: 'a', response: 'b', timeout: 0, retries: 100 } },
      { probetype: 'udp', probeport: '53', probereq: 'a', proberesp: 'b', probetimeout: '0', proberetries: '100' },
    ],
    [{ endpointSelection: 'roundrobin' }, { epselect: 'rr' }],
    [{ endpointSelection: 'hash' }, { epselect: 'hash' }],
    [{ endpointSelection: 'persist' }, { epselect: 'persist' }],
    [{ endpointSelection: 'leastConnections' }, { epselect: 'lc' }],
    [{ endpointSelection: 'n2' }, { epselect: 'n2' }],
    [{ endpointSelection: 'n3' }, { epselect: 'n3' }],
    [{ timeout: 0 }, { timeout: '0' }],
    [{ timeout: 86400 }, { timeout: '86400' }],
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
      { ipam: 'ipv6to4', staticIP: '2001:db8::1' },
      { ipam: 'ipv6to4', staticIP: '2001:db8::1' },
    ],
    [
      { zone: 'north', zoneInstance: 'north-inst1' },
      { zoneselect: 'north', zoneinstance: 'north-inst1' },
    ],
    [{ nodeLabel: 'example.com/edge' }, { nodelabel: 'example.com/edge' }],
    [
      { preferLocalPod: true, podNetwork: false, externalEndpoint: true },
      { prefLocalPod: 'yes', usepodnetwork: 'no', useExternalEndpoint: 'yes' },
    ],
    [
      { proxyProtocolV2: true, egress: false },
      { useproxyprotov2: 'yes', egress: 'no' },
    ],
    [{ multusNetworks: ['sctp', 'apps/n3'] }, { 'multus-nets': 'sctp,apps/n3' }],
  ];
  test.each(written)('%j are written in the words of kube-loxilb', (options, expected) => {
    expect(annotations(options)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, value]) => [`loxilb.io/${name}`, value])),
    );
  });

  test('are for the kube-loxilb of the platform', () => {
    expect(annotations({ mode: 'fullnat' }, 'v0.9.5')).toEqual({ 'loxilb.io/lbmode': 'fullnat' });
    expect(() => annotations({ pool: 'edge' }, 'v0.9.6')).toThrow(
      '[chart] loadBalancer.pool: "edge" is for loxilb.io/poolSelect, which kube-loxilb v0.9.6 does not read. kube-loxilb v0.9.7 and newer read it',
    );
    expect(() => annotations({ egress: true }, 'v0.9.7')).toThrow('kube-loxilb v0.9.8 and newer read it');
    expect(() => annotations({ endpointSelection: 'n3' }, 'v0.9.9')).toThrow(
      '[chart] loadBalancer.endpointSelection: "n3" is sent by kube-loxilb v0.9.9 as a number that LoxiLB refuses.',
    );
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
    ['dsr without hash', { mode: 'dsr', podNetwork: true }, 'mode', '"dsr" needs the endpoint selection "hash"'],
    [
      'dsr through node ports',
      { mode: 'dsr', endpointSelection: 'hash' },
      'mode',
      'needs the same port on LoxiLB and endpoint, which a node port never is. Set podNetwork',
    ],
    [
      'hostonearm with another VIP',
      { mode: 'hostonearm', staticIP: '10.0.0.1' },
      'mode',
      'is for the VIP 0.0.0.0 only',
    ],
    ['hostonearm with any VIP', { mode: 'hostonearm' }, 'mode', 'Set staticIP to "0.0.0.0"'],
    [
      'an option that does not exist',
      raw('{"livenes":true}'),
      'livenes',
      '"livenes" is not an option of LoxiLB. Use one of "mode", "liveness"',
    ],
    ['"yes" for true', raw('{"liveness":"yes"}'), 'liveness', '"yes" is no boolean. Write true or false'],
    [
      'an http probe',
      raw('{"probe":{"type":"http","port":80}}'),
      'probe.type',
      '"http" is refused: LoxiLB has no http and https probes, though kube-loxilb takes the words. Use "tcp"',
    ],
    ['an https probe', raw('{"probe":{"type":"https"}}'), 'probe.type', 'LoxiLB has no http and https probes'],
    ['an sctp probe', raw('{"probe":{"type":"sctp"}}'), 'probe.type', 'though its README has it'],
    ['a probe of a type that does not exist', raw('{"probe":{"type":"icmp"}}'), 'probe.type', 'is not a probe type'],
    ['a probe that is a word', raw('{"probe":"ping"}'), 'probe', '"ping" is no probe. Write { type: "ping" }.'],
    [
      'a tcp probe without port',
      raw('{"probe":{"type":"tcp"}}'),
      'probe.port',
      'undefined is missing, and LoxiLB refuses a tcp probe without. Give the port to probe',
    ],
    ['a udp probe of port 0', { probe: { type: 'udp', port: 0 } }, 'probe.port', '0 is not a port number'],
    ['a probe port above 65535', { probe: { type: 'tcp', port: 70000 } }, 'probe.port', '70000 is not a port number'],
    [
      'a ping probe with port',
      raw('{"probe":{"type":"ping","port":80}}'),
      'probe.port',
      '80 is given, and LoxiLB refuses a port with probe type ping. Leave it out.',
    ],
    [
      'no probe with a timeout',
      raw('{"probe":{"type":"none","timeout":5}}'),
      'probe.timeout',
      '5 is given, and a probe of type none takes nothing else',
    ],
    [
      'a ping probe with a request',
      raw('{"probe":{"type":"ping","request":"a"}}'),
      'probe.request',
      'a probe of type ping takes timeout, retries',
    ],
    ['101 retries', { probe: { type: 'ping', retries: 101 } }, 'probe.retries', 'is not a whole number from 0 to 100'],
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
    ['half a second', { timeout: 0.5 }, 'timeout', '0.5 is not a whole number'],
    [
      'an endpoint selection that does not exist',
      raw('{"endpointSelection":"random"}'),
      'endpointSelection',
      '"random" is not an endpoint selection of LoxiLB. Use one of "roundrobin", "hash"',
    ],
    ['n2det', raw('{"endpointSelection":"n2det"}'), 'endpointSelection', 'a number for it that LoxiLB takes for n3'],
    ['a pool with a blank', { pool: 'my pool' }, 'pool', 'is no name of a pool'],
    ['a pool with its network', { pool: 'edge=10.0.0.0/24' }, 'pool', 'Write the name as in --cidrPools'],
    [
      'secondary pools beside addresses',
      { secondaryPools: ['a'], secondaryIPs: ['10.0.0.1'] },
      'secondaryPools',
      'kube-loxilb takes one of the two',
    ],
    ['secondary pools for IPv6', { secondaryPools: ['a'], ipam: 'ipv6' }, 'secondaryPools', 'is for IPv4 only'],
    ['no secondary pools', { secondaryPools: [] }, 'secondaryPools', '[] has no pool'],
    ['one secondary pool twice', { secondaryPools: ['a', 'a'] }, 'secondaryPools[1]', 'is the same pool as'],
    ['secondary pools in one text', raw('{"secondaryPools":"a,b"}'), 'secondaryPools', '"a,b" is no list'],
    [
      'four secondary addresses',
      { secondaryIPs: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] },
      'secondaryIPs',
      'are not one to three addresses, and kube-loxilb drops such a list',
    ],
    [
      'a secondary address with a blank',
      { secondaryIPs: ['10.0.0.1', ' 10.0.0.2'] },
      'secondaryIPs[1]',
      'no IP address',
    ],
    ['one secondary address twice', { secondaryIPs: ['10.0.0.1', '10.0.0.1'] }, 'secondaryIPs[1]', 'same address'],
    [
      'an address with a mask',
      { staticIP: '10.0.0.1/32' },
      'staticIP',
      '"10.0.0.1/32" is no IP address. Write a single address',
    ],
    ['an address with a leading zero', { staticIP: '10.0.0.01' }, 'staticIP', 'is no IP address'],
    ['an address of three numbers', { staticIP: '10.0.1' }, 'staticIP', 'is no IP address'],
    ['an address above 255', { staticIP: '10.0.0.256' }, 'staticIP', 'is no IP address'],
    ['a name for an address', { staticIP: 'lb.example.com' }, 'staticIP', 'is no IP address'],
    ['an address with a zone', { staticIP: 'fe80::1%eth0', ipam: 'ipv6' }, 'staticIP', 'is no IP address'],
    ['an IPv6 address for IPv4', { staticIP: 'fd00::1' }, 'staticIP', 'Set ipam to "ipv6"'],
    ['an IPv4 address for IPv6', { staticIP: '10.0.0.1', ipam: 'ipv6' }, 'staticIP', 'Leave ipam out'],
    ['an address family that does not exist', raw('{"ipam":"dual"}'), 'ipam', 'is not an address family of LoxiLB'],
    ['a zone with a dash', { zone: 'north-1' }, 'zone', 'kube-loxilb cannot read back a name with "-"'],
    [
      'an instance of another zone',
      { zone: 'north', zoneInstance: 'south-inst0' },
      'zoneInstance',
      'is not of the zone "north"',
    ],
    ['an instance that is none', { zoneInstance: 'inst0' }, 'zoneInstance', 'Write "<zone>-inst<number>"'],
    ['an instance without number', { zoneInstance: 'llb-inst' }, 'zoneInstance', 'is no name of an instance'],
    [
      'a node label with a value',
      { nodeLabel: 'edge=true' },
      'nodeLabel',
      '"edge=true" has a value, and kube-loxilb asks for the key alone. Write "edge".',
    ],
    ['a node label that is none', { nodeLabel: '-edge' }, 'nodeLabel', 'is not a qualified name'],
    ['no networks of Multus', { multusNetworks: [] }, 'multusNetworks', 'is no list of networks'],
    ['a network that is none', { multusNetworks: ['a/b/c'] }, 'multusNetworks[0]', 'Write "net" or "namespace/net".'],
  ];
  test.each(refused)('refuse %s', (_, options, field, message) => {
    const error = refusalOf((chart) =>
      loxilbAnnotations(Field.of(chart).at('loadBalancer'), options, Platform.default),
    );
    expect([error.constructPath, error.field]).toEqual(['chart', `loadBalancer.${field}`]);
    expect(error.message).toContain(`[chart] loadBalancer.${field}: `);
    expect(error.message).toContain(message);
  });

  test('are only ever written as what kube-loxilb reads, whichever are given', () => {
    const seconds = fc.integer({ min: 0, max: 86_400 });
    const retries = fc.integer({ min: 0, max: 100 });
    const port = fc.integer({ min: 1, max: 65_535 });
    const timing = { timeout: seconds, retries };
    const probe: fc.Arbitrary<NonNullable<LoxilbServiceOptions['probe']>> = fc.oneof(
      fc.record({ type: fc.constant('none' as const) }),
      fc.record({ type: fc.constant('ping' as const), ...timing }, { requiredKeys: ['type'] }),
      fc.record(
        { type: fc.constantFrom('tcp' as const, 'udp' as const), port, ...timing },
        { requiredKeys: ['type', 'port'] },
      ),
    );
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const options: fc.Arbitrary<LoxilbServiceOptions> = fc.record(
      {
        mode: fc.constantFrom('default', 'onearm', 'fullnat', 'fullproxy'),
        liveness: fc.boolean(),
        probe,
        endpointSelection: fc.constantFrom('roundrobin', 'hash', 'persist', 'leastConnections', 'n2', 'n3'),
        timeout: seconds,
        pool: name,
        staticIP: fc.ipV4(),
        secondaryIPs: fc.uniqueArray(fc.ipV4(), { minLength: 1, maxLength: 3 }),
        zone: name,
        nodeLabel: name,
        preferLocalPod: fc.boolean(),
        podNetwork: fc.boolean(),
        externalEndpoint: fc.boolean(),
        proxyProtocolV2: fc.boolean(),
        egress: fc.boolean(),
        multusNetworks: fc.array(name, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    const field = Field.of(chartOn());
    fc.assert(
      fc.property(options, (given) => {
        const found = loxilbAnnotations(field, given, Platform.default);
        checkLoxilbAnnotations(field, found, Platform.default);
        const options = Object.keys(given).filter((key) => key !== 'probe').length;
        const ofProbe = Object.keys(given.probe ?? {}).length;
        expect(Object.keys(found)).toHaveLength(options + ofProbe);
      }),
    );
  });
});
