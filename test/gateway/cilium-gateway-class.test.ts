import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { CiliumGatewayClass, CiliumGatewayClassConfig, type CiliumGatewayClassProps, LoxiGateway } from '../../src';
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
          labels: { team: 'edge' },
          annotations: { 'argocd.argoproj.io/sync-wave': '5' },
          config: {
            description: 'Services of the edge',
            service: { ipFamilyPolicy: 'SingleStack' },
            httpOptions: { grpcWebTranslation: {} },
            annotations: { 'argocd.argoproj.io/sync-wave': '4', 'argocd.argoproj.io/sync-options': 'Prune=false' },
          },
        }),
    );
    expect(gatewayClass?.metadata).toEqual({
      name: 'other',
      labels: { team: 'edge' },
      annotations: { 'argocd.argoproj.io/sync-wave': '5' },
    });
    expect(gatewayClass?.spec.parametersRef).toMatchObject({ name: 'other', namespace: 'gateways' });
    expect(config?.metadata).toEqual({
      name: 'other',
      namespace: 'gateways',
      annotations: { 'argocd.argoproj.io/sync-wave': '4', 'argocd.argoproj.io/sync-options': 'Prune=false' },
    });
    expect(config?.spec).toMatchObject({
      description: 'Services of the edge',
      service: { ipFamilyPolicy: 'SingleStack', loadBalancerClass: 'loxilb.io/loxilb' },
      httpOptions: { grpcWebTranslation: { enabled: true } },
    });
  });

  test('is a class alone with Cilium 1.17, which has no parameters', () => {
    const manifests = manifestsOf((chart) => new CiliumGatewayClass(chart, 'edge'), ARTICLE);
    expect(manifests).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        metadata: { name: 'edge', annotations: { 'argocd.argoproj.io/sync-wave': '-2' } },
        spec: { controllerName: 'io.cilium/gateway-controller', description: 'Cilium data plane, LoxiLB in front' },
      },
    ]);
  });

  test.each([
    ['config', { config: {} }],
    ['configNamespace', { configNamespace: 'gateways' }],
  ] as [string, CiliumGatewayClassProps][])('refuses %s with Cilium 1.17', (field, props) => {
    const error = refusalOf((chart) => new CiliumGatewayClass(chart, 'edge', props), ARTICLE);
    expect([error.constructPath, error.field]).toEqual(['chart/edge', field]);
    expect(error.message).toContain(
      'is given, and classes have no parameters in Cilium 1.17.1. Leave it out; Cilium 1.18.0 and newer have it.',
    );
  });

  test('takes no namespace', () => {
    const props = JSON.parse('{"namespace":"a"}');
    expect(refusalOf((chart) => new CiliumGatewayClass(chart, 'edge', props)).message).toContain(
      'namespace: "a" is given for a GatewayClass, which lives in no namespace',
    );
  });

  test('says where a bad setting of its config stands', () => {
    const config = { service: { externalTrafficPolicy: 'Local' } } as const;
    const error = refusalOf((chart) => new CiliumGatewayClass(chart, 'edge', { config }));
    expect([error.constructPath, error.field]).toEqual(['chart/edge/Config', 'service.externalTrafficPolicy']);
  });
});

describe('the class of a gateway', () => {
  const listeners = [{ name: 'http', protocol: 'HTTP', port: 80 }] as const;

  test('is one of ours, or the name of another', () => {
    const manifests = manifestsOf((chart) => {
      const gatewayClass = new CiliumGatewayClass(chart, 'edge');
      new LoxiGateway(chart, 'web', { gatewayClass, listeners });
    });
    expect(manifests.find(({ kind }) => kind === 'Gateway')?.spec.gatewayClassName).toBe('edge');
    const named = manifestOf((chart) => new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners }));
    expect(named.spec.gatewayClassName).toBe('cilium');
  });

  test('may have a config that is made elsewhere, by its name; with Cilium 1.17 none', () => {
    const make = (config: string) => (chart: Construct) => new CiliumGatewayClass(chart, 'edge', { config });
    expect(manifestsOf(make('shared'))).toMatchObject([
      { kind: 'GatewayClass', spec: { parametersRef: { name: 'shared', namespace: 'kube-system' } } },
    ]);
    expect(refusalOf(make('Shared One')).message).toContain('[chart/edge] config: "Shared One" is not a DNS subdomain');
    expect(refusalOf(make('shared'), ARTICLE).message).toContain('classes have no parameters in Cilium 1.17.1');
  });

  test('is not one of another app', () => {
    const gatewayClass = new CiliumGatewayClass(new Chart(new App(), 'infra'), 'edge');
    expect(refusalOf((chart) => new LoxiGateway(chart, 'web', { gatewayClass, listeners })).message).toBe(
      '[chart/web] gatewayClass: "edge" belongs to another app. Give its name, "edge", for a class that is made elsewhere.',
    );
  });

  test('is not a construct of another kind, nor a name that is none', () => {
    const error = refusalOf((chart) => {
      const gatewayClass: unknown = new CiliumGatewayClassConfig(chart, 'config');
      new LoxiGateway(chart, 'web', Object.assign({ gatewayClass: 'cilium', listeners }, { gatewayClass }));
    });
    expect(error.message).toContain(
      'gatewayClass: "config" is a CiliumGatewayClassConfig. Give a CiliumGatewayClass, or the name of a class.',
    );
    const noClass = JSON.parse('{"listeners":[{"name":"http","protocol":"HTTP","port":80}]}');
    expect(refusalOf((chart) => new LoxiGateway(chart, 'web', noClass)).message).toContain(
      'gatewayClass: undefined is no GatewayClass',
    );
    const named = refusalOf((chart) => new LoxiGateway(chart, 'web', { gatewayClass: 'Cilium LB', listeners }));
    expect(named.message).toContain('[chart/web] gatewayClass: "Cilium LB" is not a DNS subdomain');
  });
});
