import type { PlatformProps } from '../../../src';
import { gateway, HTTP, https, Played, route, service, tlsSecret } from './cluster';

const on = (version: string): PlatformProps => ({ cilium: { version } });
const cilium = (listeners: readonly object[], spec: object = {}): object =>
  gateway('web', listeners, { gatewayClassName: 'cilium', ...spec });
const RULES = [{ backendRefs: [{ name: 'app', port: 80 }] }];

describe("Cilium's controller", () => {
  test.each(['1.17.1', '1.18.12', '1.19.6', '1.20.0'])(
    '%s serves the class of its own chart, and waits for the address of the load balancer',
    (version) => {
      const played = new Played(
        [cilium([HTTP]), service('app'), route('HTTPRoute', 'r', { parentRefs: [{ name: 'web' }], rules: RULES })],
        on(version),
      );
      expect(played.of('Gateway', 'web')).toEqual(['Accepted=True Accepted', 'Programmed=Unknown Pending']);
      expect(played.find('Gateway', 'web')?.status.addresses).toEqual([]);
      expect(played.attachedRoutes('web', 'http')).toBe(1);
      expect(played.find('HTTPRoute', 'r')?.status.parents?.[0]?.controllerName).toBe('io.cilium/gateway-controller');
    },
  );

  // cilium operator/pkg/gateway-api: TCP and UDP listeners are translated since v1.20 only; before, their status is fine all the same.
  test.each([
    ['1.19.6', [], []],
    ['1.20.0', [], [['Accepted=True Accepted', 'ResolvedRefs=True ResolvedRefs']]],
  ])('%s says that a TCP listener is fine, and has status for a TCPRoute or not', (version, conditions, parents) => {
    const tcp = { name: 'tcp', port: 5432, protocol: 'TCP' };
    const platform = {
      ...on(version),
      gatewayApi: { channel: 'experimental' as const, version: version === '1.20.0' ? '1.6.1' : '1.4.1' },
    };
    const tcpRoute = {
      ...route('TCPRoute', 'r', { parentRefs: [{ name: 'web' }], rules: RULES }),
      apiVersion: `gateway.networking.k8s.io/${version === '1.20.0' ? 'v1' : 'v1alpha2'}`,
    };
    const played = new Played([cilium([tcp]), service('app'), tcpRoute], platform);
    expect(played.listener('web', 'tcp')).toEqual(conditions);
    expect(played.supportedKinds('web', 'tcp')).toEqual(['TCPRoute']);
    expect(played.parents('TCPRoute', 'r')).toEqual(parents);
  });

  // listenerPairConflict came with v1.19.6.
  test.each([
    ['1.19.5', []],
    [
      '1.19.6',
      ['Accepted=False ProtocolConflict', 'Programmed=False ProtocolConflict', 'Conflicted=True ProtocolConflict'],
    ],
  ])('%s looks at HTTPS and TLS passthrough of one host, also by a wildcard: %j', (version, conditions) => {
    const listeners = [
      https('https', [{ name: 'cert' }], { hostname: '*.example.com' }),
      { name: 'tls', port: 443, protocol: 'TLS', hostname: 'a.example.com', tls: { mode: 'Passthrough' } },
    ];
    const played = new Played([cilium(listeners), tlsSecret('cert')], on(version));
    expect(played.listener('web', 'https')).toEqual(conditions);
    expect(played.listener('web', 'tls')).toEqual(conditions);
  });

  test('1.19.6 does not mind HTTP and HTTPS on one port', () => {
    const listeners = [HTTP, https('https', [{ name: 'cert' }], { port: 80 })];
    expect(new Played([cilium(listeners), tlsSecret('cert')], on('1.19.6')).listener('web', 'http')).toEqual([]);
  });

  test.each([
    ['1.17.1', 'Accepted=True Accepted'],
    ['1.19.6', 'Accepted=True Accepted'],
    ['1.20.0', 'Accepted=False InvalidParameters'],
  ])('%s has for parameters of a single Gateway: %s', (version, accepted) => {
    const parametersRef = { group: 'cilium.io', kind: 'CiliumGatewayClassConfig', name: 'a' };
    const played = new Played([cilium([HTTP], { infrastructure: { parametersRef } })], on(version));
    expect(played.of('Gateway', 'web')[0]).toBe(accepted);
  });

  test('takes no hostname as an address', () => {
    const played = new Played(
      [cilium([HTTP], { addresses: [{ type: 'Hostname', value: 'a.example.com' }] })],
      on('1.20.0'),
    );
    expect(played.of('Gateway', 'web')[0]).toBe('Accepted=False UnsupportedAddress');
  });

  test.each<[object, string]>([
    [
      { group: 'cilium.io', kind: 'CiliumGatewayClassConfig', name: 'a', namespace: 'kube-system' },
      'Accepted=True Accepted',
    ],
    [{ group: 'cilium.io', kind: 'CiliumGatewayClassConfig', name: 'a' }, 'Accepted=False InvalidParameters'],
    [{ group: 'example.com', kind: 'Config', name: 'a', namespace: 'kube-system' }, 'Accepted=False InvalidParameters'],
  ])('takes parameters of a class of its own kind, with a namespace: %j', (parametersRef, accepted) => {
    const own = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'cilium-loxilb' },
      spec: { controllerName: 'io.cilium/gateway-controller', parametersRef },
    };
    expect(new Played([own], on('1.20.0')).of('GatewayClass', 'cilium-loxilb')).toEqual([accepted]);
  });
});
