import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import type { Chart } from 'cdk8s';
import { LoadBalancerClassPolicy, LoxiGateway, Platform, type PlatformProps } from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import { isManifest } from '../../../src/rehearsal/manifest';
import { ARTICLE, manifestsOf, refusalOf } from '../../constructs';

const policyOn = (platform: PlatformProps, props: object = {}): ReturnType<typeof manifestsOf> =>
  manifestsOf((chart: Chart) => new LoadBalancerClassPolicy(chart, 'loxilb-class', props), platform);

/** A Service as the API server shows it to CEL. */
interface ServiceShape {
  readonly type?: string;
  readonly loadBalancerClass?: string;
  readonly name?: string;
  readonly annotations?: Record<string, string>;
  readonly labels?: Record<string, string>;
}

/** True if every match condition holds; the conditions of the policy that is written, run by a CEL engine. */
function matches(
  policy: { readonly spec: { readonly matchConditions: readonly { expression: string }[] } },
  shape: ServiceShape,
): boolean {
  const { type = 'LoadBalancer', loadBalancerClass, name = 'web', annotations, labels } = shape;
  const object = {
    metadata: { name, ...(annotations ? { annotations } : {}), ...(labels ? { labels } : {}) },
    spec: { type, ...(loadBalancerClass === undefined ? {} : { loadBalancerClass }) },
  };
  return policy.spec.matchConditions.every(({ expression }) => {
    const result = plan(celEnv(), parse(expression))({ object });
    if (isCelError(result)) throw new Error(`${expression}: ${result.message}`);
    return result === true;
  });
}

describe('a LoadBalancerClassPolicy', () => {
  test('is a policy for the creation of Services, and its binding', () => {
    expect(policyOn({})).toEqual([
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingAdmissionPolicy',
        metadata: { name: 'loxilb-class', annotations: { 'argocd.argoproj.io/sync-wave': '-4' } },
        spec: {
          failurePolicy: 'Fail',
          reinvocationPolicy: 'Never',
          matchConstraints: {
            matchPolicy: 'Equivalent',
            namespaceSelector: {},
            objectSelector: {},
            resourceRules: [
              { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['services'], scope: '*' },
            ],
          },
          matchConditions: [
            { name: 'load-balancer', expression: "has(object.spec.type) && object.spec.type == 'LoadBalancer'" },
            { name: 'without-class', expression: '!has(object.spec.loadBalancerClass)' },
            {
              name: 'of-a-cilium-gateway',
              expression:
                "has(object.metadata.labels) && 'gateway.networking.k8s.io/gateway-name' in object.metadata.labels && object.metadata.name.startsWith('cilium-gateway-')",
            },
          ],
          mutations: [
            {
              patchType: 'ApplyConfiguration',
              applyConfiguration: { expression: "Object{spec: Object.spec{loadBalancerClass: 'loxilb.io/loxilb'}}" },
            },
          ],
        },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingAdmissionPolicyBinding',
        metadata: { name: 'loxilb-class', annotations: { 'argocd.argoproj.io/sync-wave': '-4' } },
        spec: { policyName: 'loxilb-class' },
      },
    ]);
  });

  test.each([
    ['1.32', true, 'v1alpha1'],
    ['1.33', true, 'v1alpha1'],
    ['1.34', true, 'v1beta1'],
    ['1.35', true, 'v1beta1'],
    ['1.36', false, 'v1'],
    ['1.37', false, 'v1'],
  ])('is on Kubernetes %s (gates on: %j) of %s, and admitted there', (kubernetes, gatesOn, version) => {
    const platform = { kubernetes, cilium: { version: '1.17.1' } };
    const manifests = policyOn(platform, { gatesOn });
    expect(manifests.map(({ apiVersion }) => apiVersion)).toEqual(
      new Array(2).fill(`admissionregistration.k8s.io/${version}`),
    );
    const plain: unknown[] = JSON.parse(JSON.stringify(manifests));
    expect(admit(plain.filter(isManifest), new Platform(platform))).toEqual([]);
  });

  test.each([
    [
      '1.31',
      {},
      /has no MutatingAdmissionPolicy. Kubernetes 1.36 and newer have it, 1.32 to 1.35 behind a feature gate/,
    ],
    ['1.32', {}, /runtime-config=admissionregistration.k8s.io\/v1alpha1=true/],
    ['1.35', {}, /runtime-config=admissionregistration.k8s.io\/v1beta1=true/],
  ])('is refused on Kubernetes %s with the cure', (kubernetes, props, message) => {
    const refusal = refusalOf((chart) => new LoadBalancerClassPolicy(chart, 'loxilb-class', props), {
      kubernetes,
      cilium: { version: '1.17.1' },
    });
    expect(refusal.message).toMatch(message);
  });

  test('refuses a choice of Services that there is not', () => {
    expect(
      refusalOf((chart) => new LoadBalancerClassPolicy(chart, 'a', { match: 'annotations' as 'annotation' })).message,
    ).toMatch(/Did you mean "annotation"/);
  });
});

describe('the conditions of a LoadBalancerClassPolicy', () => {
  const [byAnnotation, byGateway] = [{ match: 'annotation' }, { match: 'cilium-gateways' }].map(
    (props) => policyOn({}, props)[0],
  );
  const asks = { 'loxilb.io/loadBalancerClass': 'loxilb.io/loxilb' };
  const ofGateway = { name: 'cilium-gateway-web', labels: { 'gateway.networking.k8s.io/gateway-name': 'web' } };

  test.each<[string, ServiceShape, boolean, boolean]>([
    ['without annotations and labels', {}, false, false],
    ['that asks for LoxiLB', { annotations: asks }, true, false],
    [
      'that asks for another class',
      { annotations: { 'loxilb.io/loadBalancerClass': 'example.com/other' } },
      false,
      false,
    ],
    ['with other annotations', { annotations: { a: 'b' }, labels: { a: 'b' } }, false, false],
    ['of a Cilium gateway', ofGateway, false, true],
    ['of a Cilium gateway that asks', { ...ofGateway, annotations: asks }, true, true],
    ['named like one', { name: 'cilium-gateway-web' }, false, false],
    ['of another controller', { ...ofGateway, name: 'web' }, false, false],
    ['that has a class', { ...ofGateway, annotations: asks, loadBalancerClass: 'example.com/other' }, false, false],
    ['of another type', { ...ofGateway, annotations: asks, type: 'NodePort' }, false, false],
  ])('on a Service %s', (_, shape, annotation, gateway) => {
    if (!byAnnotation || !byGateway) throw new Error('no policy');
    expect([matches(byAnnotation, shape), matches(byGateway, shape)]).toEqual([annotation, gateway]);
  });

  test('hold for the Service that Cilium 1.17 makes of a LoxiGateway', () => {
    const manifests = manifestsOf((chart) => {
      new LoxiGateway(chart, 'web', {
        gatewayClass: 'cilium',
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
      });
      new LoadBalancerClassPolicy(chart, 'loxilb-class', { gatesOn: true });
    }, ARTICLE);
    const gateway = manifests.find(({ kind }) => kind === 'Gateway');
    const policy = manifests.find(({ kind }) => kind === 'MutatingAdmissionPolicy');
    // Cilium copies spec.infrastructure.annotations to the Service.
    expect(policy && matches(policy, { ...ofGateway, annotations: gateway?.spec.infrastructure.annotations })).toBe(
      true,
    );
  });
});
