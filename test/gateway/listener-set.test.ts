import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Backend,
  Certificate,
  HttpRoute,
  type ListenerProps,
  ListenerSet,
  type ListenerSetProps,
  LoxiGateway,
  type LoxiGatewayProps,
  ParentGateway,
  type PlatformProps,
} from '../../src';
import { ARTICLE, chartOn, manifestsOf, refusalOf } from '../constructs';

const HTTP: ListenerProps = { name: 'http', protocol: 'HTTP', port: 80 };
const ALLOWED = { namespaces: { from: 'Same' } };
const gateway = (chart: Construct, props: Partial<LoxiGatewayProps> = {}): LoxiGateway =>
  new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners: [HTTP], ...props });

describe('a ListenerSet', () => {
  test("adds listeners to another team's gateway", () => {
    const manifests = manifestsOf((chart) => {
      const set = new ListenerSet(chart, 'team', {
        gateway: ParentGateway.named('shared', { namespace: 'infra' }),
        listeners: [HTTP],
      });
      const rules = [{ backends: [Backend.service('a', 80)] }];
      new HttpRoute(chart, 'route', { parents: [set.listener('http')], rules });
    });
    expect(manifests[0]).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ListenerSet',
      metadata: { name: 'team', namespace: 'apps' },
      spec: {
        parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'shared', namespace: 'infra' },
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: ALLOWED }],
      },
    });
    expect(manifests[1]?.spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'team', sectionName: 'http' },
    ]);
  });

  test('adds listeners to one of ours that allows it, with their certificates and grants', () => {
    const manifests = manifestsOf((chart) => {
      const certificate = Certificate.fromSecret('cert', { namespace: 'certs' });
      new ListenerSet(chart, 'team', {
        gateway: gateway(chart, { allowedListeners: 'Same' }),
        listeners: [{ name: 'https', protocol: 'HTTPS', port: 443, certificate }],
      });
    });
    expect(manifests.map(({ kind }) => kind)).toEqual(['Gateway', 'ListenerSet', 'ReferenceGrant']);
    expect(manifests[1]?.spec.parentRef).toEqual({
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      name: 'web',
    });
    expect(manifests[2]).toMatchObject({
      metadata: { name: 'listenerset-apps.team', namespace: 'certs' },
      spec: { from: [{ kind: 'ListenerSet', namespace: 'apps' }], to: [{ kind: 'Secret', name: 'cert' }] },
    });
  });

  test('gives its listeners by name', () => {
    const set = new ListenerSet(chartOn(), 'team', { gateway: ParentGateway.named('a'), listeners: [HTTP] });
    expect(set.listener('http')).toMatchObject({ parentKind: 'ListenerSet', parentName: 'team', sectionName: 'http' });
    expect(set.tryListener('https')).toBeUndefined();
    expect(() => set.listener('https')).toThrow('[chart/team] listener: "https" is the name of no listener here.');
  });

  const missing: [string, PlatformProps, string, string][] = [
    [
      'the article',
      ARTICLE,
      '"ListenerSet" is not in Gateway API 1.2.0 standard. Gateway API 1.5.0 standard has it: set gatewayApi of the platform if the cluster has that release.',
      'Else give the listeners to the gateway itself.',
    ],
    [
      'Gateway API 1.4.1 experimental',
      { gatewayApi: { version: '1.4.1', channel: 'experimental' } },
      '"ListenerSet" is not in Gateway API 1.4.1 experimental. Gateway API 1.5.0 standard has it',
      'Its XListenerSet is another kind, which no release of Cilium implements.',
    ],
  ];
  test.each(missing)('is refused on the platform of %s', (_, platform, message, hint) => {
    const error = refusalOf(
      (chart) => new ListenerSet(chart, 'team', { gateway: ParentGateway.named('a'), listeners: [HTTP] }),
      platform,
    );
    expect([error.constructPath, error.field]).toEqual(['chart/team', 'kind']);
    expect(error.message).toContain(message);
    expect(error.message).toContain(hint);
  });

  const refused: [string, (chart: Construct) => ListenerSetProps, string, string][] = [
    [
      'on a single listener',
      () => ({ gateway: ParentGateway.named('a').listener('b'), listeners: [HTTP] }),
      'gateway',
      '"a" is no Gateway as a whole. Give the Gateway itself',
    ],
    [
      'on a ListenerSet',
      () => ({ gateway: ParentGateway.named('a', { kind: 'ListenerSet' }), listeners: [HTTP] }),
      'gateway',
      'is no Gateway as a whole',
    ],
    [
      'on a gateway of a name that is none',
      () => ({ gateway: ParentGateway.named('My Gateway'), listeners: [HTTP] }),
      'gateway',
      'is not a DNS subdomain',
    ],
    [
      'on a gateway of another app',
      () => ({ gateway: gateway(new Chart(new App(), 'other')), listeners: [HTTP] }),
      'gateway',
      '"web" belongs to another app. Use ParentGateway.named(\'web\').',
    ],
    [
      'on a gateway that takes none',
      (chart) => ({ gateway: gateway(chart), listeners: [HTTP] }),
      'gateway',
      '"web" takes no ListenerSets. Set allowedListeners of the gateway: "Same", "All", or a selector of namespaces.',
    ],
    [
      'from another namespace than the gateway takes them',
      (chart) => ({
        gateway: gateway(chart, { allowedListeners: 'Same' }),
        listeners: [{ ...HTTP, port: 81 }],
        namespace: 'team',
      }),
      'gateway',
      '"web" takes ListenerSets of its own namespace only, "apps", and this one is in "team"',
    ],
    [
      'with a listener that the gateway has',
      (chart) => ({ gateway: gateway(chart, { allowedListeners: 'Same' }), listeners: [{ ...HTTP, name: 'mine' }] }),
      'listeners[0]',
      '"mine" conflicts with listener "http" of the gateway "web" on port 80: both answer for every hostname',
    ],
    [
      'with two listeners of one name',
      () => ({ gateway: ParentGateway.named('a'), listeners: [HTTP, { ...HTTP, port: 81 }] }),
      'listeners[1].name',
      '"http" is the name of listeners[0] as well',
    ],
    [
      'without listeners',
      () => ({ gateway: ParentGateway.named('a'), listeners: [] }),
      'listeners',
      '0 items are given',
    ],
  ];
  test.each(refused)('is refused %s', (_, props, field, message) => {
    const error = refusalOf((chart) => new ListenerSet(chart, 'team', props(chart)));
    expect([error.constructPath, error.field]).toEqual(['chart/team', field]);
    expect(error.message).toContain(message);
  });

  test('comes from any namespace to a gateway that takes them from all, or by labels that nobody here knows', () => {
    for (const allowedListeners of ['All', { selector: { matchLabels: { a: 'b' } } }] as const) {
      const manifests = manifestsOf((chart) => {
        const listeners = [{ ...HTTP, port: 81 }];
        new ListenerSet(chart, 'team', { gateway: gateway(chart, { allowedListeners }), listeners, namespace: 'team' });
      });
      expect(manifests[1]?.spec.parentRef.namespace).toBe('apps');
    }
  });
});
