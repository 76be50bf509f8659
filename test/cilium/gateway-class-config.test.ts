import type { Construct } from 'constructs';
import { CiliumGatewayClassConfig, type CiliumGatewayClassConfigProps, type PlatformProps } from '../../src';
import { ARTICLE, manifestOf, refusalOf } from '../constructs';

const config =
  (props: CiliumGatewayClassConfigProps = {}) =>
  (chart: Construct): CiliumGatewayClassConfig =>
    new CiliumGatewayClassConfig(chart, 'edge', props);

const cilium = (version: string): PlatformProps => ({ cilium: { version } });

const DEFAULTS = {
  type: 'LoadBalancer',
  externalTrafficPolicy: 'Cluster',
  loadBalancerClass: 'loxilb.io/loxilb',
  loadBalancerSourceRangesPolicy: 'Allow',
};

describe('a CiliumGatewayClassConfig', () => {
  test.each(['1.18.0', '1.18.12', '1.19.0', '1.19.6', '1.20.0', '1.20.1'])(
    "names LoxiLB's class and writes the CRD's defaults, with Cilium %s",
    (version) => {
      expect(manifestOf(config(), cilium(version))).toEqual({
        apiVersion: 'cilium.io/v2alpha1',
        kind: 'CiliumGatewayClassConfig',
        metadata: { name: 'edge', namespace: 'apps' },
        spec: { service: DEFAULTS },
      });
    },
  );

  test('has every field of Cilium 1.20', () => {
    const { spec } = manifestOf(
      config({
        description: 'Edge',
        service: {
          type: 'LoadBalancer',
          externalTrafficPolicy: 'Cluster',
          ipFamilies: ['IPv6', 'IPv4'],
          ipFamilyPolicy: 'RequireDualStack',
          allocateLoadBalancerNodePorts: true,
          loadBalancerSourceRanges: ['192.0.2.0/24', '2001:db8::/32'],
          loadBalancerSourceRangesPolicy: 'Deny',
          trafficDistribution: 'PreferClose',
        },
        telemetry: {
          accessLogs: [{ format: 'Text', text: '%PROTOCOL%', json: { a: '%DURATION%' }, targets: ['TCP'] }],
        },
        httpOptions: { grpcWebTranslation: { enabled: false } },
      }),
    );
    expect(spec).toEqual({
      description: 'Edge',
      service: {
        ...DEFAULTS,
        ipFamilies: ['IPv6', 'IPv4'],
        ipFamilyPolicy: 'RequireDualStack',
        allocateLoadBalancerNodePorts: true,
        loadBalancerSourceRanges: ['192.0.2.0/24', '2001:db8::/32'],
        loadBalancerSourceRangesPolicy: 'Deny',
        trafficDistribution: 'PreferClose',
      },
      telemetry: { accessLogs: [{ format: 'Text', text: '%PROTOCOL%', json: { a: '%DURATION%' }, targets: ['TCP'] }] },
      httpOptions: { grpcWebTranslation: { enabled: false } },
    });
  });

  test('writes a default below a field that is given, and none below one that is not', () => {
    expect(manifestOf(config({ httpOptions: { grpcWebTranslation: {} } })).spec.httpOptions).toEqual({
      grpcWebTranslation: { enabled: true },
    });
    expect(manifestOf(config({ httpOptions: {} })).spec.httpOptions).toEqual({});
    const [log] = manifestOf(config({ telemetry: { accessLogs: [{ format: 'JSON' }] } })).spec.telemetry.accessLogs;
    expect(log.targets).toEqual(['HTTP']);
    expect(log.json.authority).toBe('%REQUEST_HEADER(:AUTHORITY)%');
    expect(log.text).toContain('[%START_TIME%]');
  });

  test('may name another class, for which LoxiLB asks nothing', () => {
    const service = { loadBalancerClass: 'example.com/other', externalTrafficPolicy: 'Local' } as const;
    expect(manifestOf(config({ service })).spec.service).toEqual({ ...DEFAULTS, ...service });
  });

  const logs: CiliumGatewayClassConfigProps = { telemetry: { accessLogs: [{ format: 'JSON' }] } };
  const versions: [string, CiliumGatewayClassConfigProps, string, string, string][] = [
    [
      'access logs',
      logs,
      '1.19.5',
      'telemetry',
      'is refused by Cilium 1.19.5: is no field of this kind. Cilium 1.19.6',
    ],
    ['HTTP options', { httpOptions: {} }, '1.19.6', 'httpOptions', 'Cilium 1.20.0 and newer have it'],
    ['HTTP options', { httpOptions: {} }, '1.18.0', 'httpOptions', 'Cilium 1.20.0 and newer have it'],
  ];
  test.each(versions)('refuses %s %j with Cilium %s', (_, props, version, field, message) => {
    const error = refusalOf(config(props), cilium(version));
    expect([error.constructPath, error.field]).toEqual(['chart/edge', field]);
    expect(error.message).toContain(message);
  });

  test('has access logs with Cilium 1.19.6, which brought them', () => {
    expect(manifestOf(config(logs), cilium('1.19.6')).spec.telemetry.accessLogs[0].format).toBe('JSON');
  });

  test('is refused with Cilium 1.17, which has none', () => {
    expect(refusalOf(config(), ARTICLE).message).toBe(
      '[chart/edge] kind: "CiliumGatewayClassConfig" is not in Cilium 1.17.1. Cilium 1.18.0 and newer have it: set cilium of the platform if the cluster has such a release.',
    );
  });

  const raw = (text: string): CiliumGatewayClassConfigProps => JSON.parse(text);
  const refused: [string, CiliumGatewayClassConfigProps, string, string][] = [
    [
      'no node ports',
      { service: { allocateLoadBalancerNodePorts: false } },
      'service.allocateLoadBalancerNodePorts',
      'false leaves LoxiLB without a port to send to: it reaches a gateway through node ports. Leave it out.',
    ],
    [
      'traffic policy Local',
      { service: { externalTrafficPolicy: 'Local' } },
      'service.externalTrafficPolicy',
      '"Local" makes kube-loxilb look for pods by a selector, which the Service of a gateway does not have. Use "Cluster".',
    ],
    [
      'a traffic policy that does not exist',
      raw('{"service":{"externalTrafficPolicy":"cluster"}}'),
      'service.externalTrafficPolicy',
      '"cluster" is not a traffic policy. Use one of "Cluster", "Local". Did you mean "Cluster"?',
    ],
    ['NodePort', { service: { type: 'NodePort' } }, 'service.type', '"NodePort" takes no load-balancer class'],
    ['ClusterIP', raw('{"service":{"type":"ClusterIP"}}'), 'service.type', 'Use one of "LoadBalancer", "NodePort".'],
    ['a family that does not exist', raw('{"service":{"ipFamilies":["ipv4"]}}'), 'service.ipFamilies[0]', '"IPv4"'],
    ['a family twice', { service: { ipFamilies: ['IPv4', 'IPv4'] } }, 'service.ipFamilies[1]', 'same family'],
    [
      'two families in a single stack',
      { service: { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'SingleStack' } },
      'service.ipFamilies',
      'are two, and ipFamilyPolicy is "SingleStack"',
    ],
    [
      'a policy of families that does not exist',
      raw('{"service":{"ipFamilyPolicy":"DualStack"}}'),
      'service.ipFamilyPolicy',
      'is not a policy of IP families',
    ],
    [
      'a source range that is an address',
      { service: { loadBalancerSourceRanges: ['192.0.2.1'] } },
      'service.loadBalancerSourceRanges[0]',
      '"192.0.2.1" is no network. Write it as "192.0.2.0/24".',
    ],
    [
      'a policy of source ranges that does not exist',
      raw('{"service":{"loadBalancerSourceRangesPolicy":"Drop"}}'),
      'service.loadBalancerSourceRangesPolicy',
      'supported values: "Allow", "Deny"',
    ],
    ['a long description', { description: 'x'.repeat(65) }, 'description', 'may not be more than 64 characters long'],
    ['a field that does not exist', raw('{"service":{"nodePort":1}}'), 'service.nodePort', 'is no field of this kind'],
    [
      'an access log without format',
      raw('{"telemetry":{"accessLogs":[{}]}}'),
      'telemetry.accessLogs[0].format',
      'is required',
    ],
  ];
  test.each(refused)('refuses %s', (_, props, field, message) => {
    const error = refusalOf(config(props));
    expect([error.constructPath, error.field]).toEqual(['chart/edge', field]);
    expect(error.message).toContain(message);
  });
});
