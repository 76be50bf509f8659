import { CiliumGatewayClass, CiliumGatewayClassConfig, type CiliumGatewayClassConfigProps } from '../../src';
import { ARTICLE, manifestOf, manifestsOf, refusalOf } from '../constructs';

const CONFIG_ANNOTATIONS = {
  'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
  'argocd.argoproj.io/sync-wave': '-3',
};

describe('a CiliumGatewayClass', () => {
  test('comes with a config that names the class of LoxiLB, both before any gateway, the class in no namespace', () => {
    expect(manifestsOf((chart) => new CiliumGatewayClass(chart, 'edge'))).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        metadata: { name: 'edge', annotations: { 'argocd.argoproj.io/sync-wave': '-2' } },
        spec: {
          controllerName: 'io.cilium/gateway-controller',
          description: 'Cilium data plane, LoxiLB in front',
          parametersRef: {
            group: 'cilium.io',
            kind: 'CiliumGatewayClassConfig',
            name: 'edge',
            namespace: 'kube-system',
          },
        },
      },
      {
        apiVersion: 'cilium.io/v2alpha1',
        kind: 'CiliumGatewayClassConfig',
        metadata: { name: 'edge', namespace: 'kube-system', annotations: CONFIG_ANNOTATIONS },
        spec: {
          description: 'Cilium data plane, LoxiLB in front',
          service: {
            type: 'LoadBalancer',
            externalTrafficPolicy: 'Cluster',
            loadBalancerClass: 'loxilb.io/loxilb',
            loadBalancerSourceRangesPolicy: 'Allow',
          },
        },
      },
    ]);
  });

  test('has its settings and waves changed by props', () => {
    const [gatewayClass, config] = manifestsOf(
      (chart) =>
        new CiliumGatewayClass(chart, 'edge', {
          name: 'other',
          description: 'Edge',
          configNamespace: 'gateways',
          annotations: { 'argocd.argoproj.io/sync-wave': '5' },
          config: { service: { ipFamilyPolicy: 'SingleStack' }, httpOptions: { grpcWebTranslation: {} } },
        }),
    );
    expect(gatewayClass?.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '5' });
    expect(gatewayClass?.spec.parametersRef).toMatchObject({ name: 'other', namespace: 'gateways' });
    expect(config?.metadata).toMatchObject({ name: 'other', namespace: 'gateways' });
    expect(config?.spec).toMatchObject({
      description: 'Edge',
      service: { ipFamilyPolicy: 'SingleStack', loadBalancerClass: 'loxilb.io/loxilb' },
      httpOptions: { grpcWebTranslation: { enabled: true } },
    });
  });

  test('is a class alone with Cilium 1.17, which has no parameters', () => {
    const manifests = manifestsOf((chart) => new CiliumGatewayClass(chart, 'edge'), ARTICLE);
    expect(manifests.map(({ kind }) => kind)).toEqual(['GatewayClass']);
    expect(manifests[0]?.spec.parametersRef).toBeUndefined();
    expect(refusalOf((chart) => new CiliumGatewayClass(chart, 'edge', { config: {} }), ARTICLE).message).toContain(
      'classes have no parameters in Cilium 1.17.1. Leave it out; Cilium 1.18.0 and newer have it.',
    );
  });

  test('takes no namespace', () => {
    const props = JSON.parse('{"namespace":"a"}');
    expect(refusalOf((chart) => new CiliumGatewayClass(chart, 'edge', props)).message).toContain(
      'namespace: "a" is given for a GatewayClass, which lives in no namespace',
    );
  });
});

describe('a CiliumGatewayClassConfig', () => {
  test('has access logs since Cilium 1.19.6, and HTTP options since 1.20', () => {
    const logs: CiliumGatewayClassConfigProps = { telemetry: { accessLogs: [{ format: 'JSON' }] } };
    const build = (props: CiliumGatewayClassConfigProps) => (chart: import('constructs').Construct) =>
      new CiliumGatewayClassConfig(chart, 'c', props);
    expect(manifestOf(build(logs), { cilium: { version: '1.19.6' } }).spec.telemetry.accessLogs[0].format).toBe('JSON');
    expect(refusalOf(build(logs), { cilium: { version: '1.19.5' } }).message).toContain(
      '[chart/c] telemetry: {"accessLogs":[{"format":"JSON"}]} is refused by Cilium 1.19.5',
    );
    expect(refusalOf(build({ httpOptions: {} }), { cilium: { version: '1.19.6' } }).field).toBe('httpOptions');
    expect(refusalOf(build({}), ARTICLE).message).toContain(
      'kind: "CiliumGatewayClassConfig" is not in Cilium 1.17.1. Cilium 1.18.0 and newer have it',
    );
  });

  const refused: [string, CiliumGatewayClassConfigProps, string, string][] = [
    [
      'no node ports',
      { service: { allocateLoadBalancerNodePorts: false } },
      'service.allocateLoadBalancerNodePorts',
      'leaves LoxiLB without a port to send to',
    ],
    [
      'traffic policy Local',
      { service: { externalTrafficPolicy: 'Local' } },
      'service.externalTrafficPolicy',
      'look for pods by a selector',
    ],
    [
      'a traffic policy that does not exist',
      { service: { externalTrafficPolicy: 'cluster' } },
      'service.externalTrafficPolicy',
      '"cluster" is no traffic policy',
    ],
    ['NodePort with the class', { service: { type: 'NodePort' } }, 'service.type', 'takes no load-balancer class'],
    ['a long description', { description: 'x'.repeat(65) }, 'description', 'may not be more than 64 characters long'],
  ];
  test.each(refused)('refuses %s', (_, props, field, message) => {
    const error = refusalOf((chart) => new CiliumGatewayClassConfig(chart, 'c', props));
    expect(error.field).toBe(field);
    expect(error.message).toContain(message);
  });
});
