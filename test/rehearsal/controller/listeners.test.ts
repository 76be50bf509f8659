import { gateway, HTTP, https, IDEAL, listenerSet, Played, tlsSecret } from './cluster';

const CERT = [{ name: 'cert' }];
const conflict = (reason: string): string[] => [
  `Accepted=False ${reason}`,
  `Programmed=False ${reason}`,
  `Conflicted=True ${reason}`,
];
const tls = (name: string, hostname: string, mode = 'Passthrough', port = 443): object => ({
  name,
  port,
  protocol: 'TLS',
  hostname,
  tls: mode === 'Passthrough' ? { mode } : { mode, certificateRefs: CERT },
});

describe('listeners on one port', () => {
  test.each<[string, object[], string[][]]>([
    [
      'of different hosts are fine',
      [
        { ...HTTP, hostname: 'a.example.com' },
        { ...HTTP, name: 'b', hostname: 'b.example.com' },
      ],
      [[], []],
    ],
    [
      'a wildcard and a host of it are fine',
      [
        { ...HTTP, hostname: '*.example.com' },
        { ...HTTP, name: 'b', hostname: 'b.example.com' },
      ],
      [[], []],
    ],
    [
      'HTTPS and TLS of different hosts are fine',
      [https('http', CERT, { hostname: 'a.example.com' }), tls('b', 'b.example.com')],
      [[], []],
    ],
    [
      'HTTPS and TLS of one host both lose',
      [https('http', CERT, { hostname: 'a.example.com' }), tls('b', 'a.example.com')],
      [conflict('HostnameConflict'), conflict('HostnameConflict')],
    ],
    [
      'HTTP and HTTPS both lose',
      [HTTP, https('b', CERT, { port: 80 })],
      [conflict('ProtocolConflict'), conflict('ProtocolConflict')],
    ],
    [
      'HTTP and TCP both lose',
      [HTTP, { name: 'b', port: 80, protocol: 'TCP' }],
      [conflict('ProtocolConflict'), conflict('ProtocolConflict')],
    ],
    [
      'TCP and UDP are different ports',
      [
        { ...HTTP, port: 53, protocol: 'TCP' },
        { name: 'b', port: 53, protocol: 'UDP' },
      ],
      [[], []],
    ],
  ])('%s', (_, listeners, conditions) => {
    const played = new Played([gateway('web', listeners), tlsSecret('cert')]);
    expect([played.listener('web', 'http'), played.listener('web', 'b')]).toEqual(conditions);
  });

  test('of a Gateway stay against those of ListenerSets, and of an older set against a younger one', () => {
    const allowed = { allowedListeners: { namespaces: { from: 'Same' } } };
    const host = (name: string, hostname: string): object => ({ ...HTTP, name, hostname });
    const played = new Played([
      gateway('web', [host('own', 'a.example.com')], allowed),
      listenerSet('young', [host('x', 'a.example.com'), host('y', 'b.example.com')], {
        creationTimestamp: '2026-02-01T00:00:00Z',
      }),
      listenerSet('old', [host('z', 'b.example.com')], { creationTimestamp: '2026-01-01T00:00:00Z' }),
    ]);
    expect(played.listener('web', 'own')).toEqual([]);
    expect(played.listener('old', 'z', 'ListenerSet')).toEqual([]);
    expect(played.listener('young', 'x', 'ListenerSet')).toEqual(conflict('HostnameConflict'));
    expect(played.listener('young', 'y', 'ListenerSet')).toEqual(conflict('HostnameConflict'));
    expect(played.of('ListenerSet', 'young')).toEqual([
      'Accepted=False ListenersNotValid',
      'Programmed=False ListenersNotValid',
    ]);
    expect(played.find('Gateway', 'web')?.status.attachedListenerSets).toBe(1);
  });

  test('that both terminate TLS and pass it through need an implementation that can', () => {
    const listeners = [tls('http', 'a.example.com', 'Terminate'), tls('b', 'b.example.com')];
    const without = {
      ...IDEAL,
      implementation: { controllerName: 'example.com/controller', features: { except: ['TLSRouteModeMixed'] } },
    };
    expect(new Played([gateway('web', listeners), tlsSecret('cert')]).listener('web', 'b')).toEqual([]);
    const played = new Played([gateway('web', listeners), tlsSecret('cert')], without);
    expect(played.listener('web', 'http')).toEqual(conflict('ProtocolConflict'));
    expect(played.supportedKinds('web', 'http')).toEqual([]);
  });
});

describe('a listener', () => {
  test.each<[string, object, string[], string[]]>([
    ['of HTTP takes HTTP and gRPC routes', HTTP, ['HTTPRoute', 'GRPCRoute'], []],
    ['of TLS takes TLS routes', { ...tls('http', 'a.example.com') }, ['TLSRoute'], []],
    [
      'takes the kinds that it names',
      { ...HTTP, allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }] } },
      ['HTTPRoute'],
      [],
    ],
    [
      'that names a kind of another protocol serves the rest',
      { ...HTTP, allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }, { kind: 'TCPRoute' }] } },
      ['HTTPRoute'],
      ['ResolvedRefs=False InvalidRouteKinds'],
    ],
    [
      'that names no kind of its protocol serves nothing',
      { ...HTTP, allowedRoutes: { kinds: [{ kind: 'TCPRoute' }] } },
      [],
      ['Programmed=False Invalid', 'ResolvedRefs=False InvalidRouteKinds'],
    ],
    [
      'of a protocol of others is not accepted',
      { ...HTTP, protocol: 'example.com/quic' },
      [],
      ['Accepted=False UnsupportedProtocol', 'Programmed=False Invalid'],
    ],
  ])('%s', (_, listener, kinds, conditions) => {
    const played = new Played([gateway('web', [listener])]);
    expect(played.supportedKinds('web', 'http')).toEqual(kinds);
    expect(played.listener('web', 'http')).toEqual(conditions);
  });
});

describe('a ListenerSet', () => {
  const set = listenerSet('extra', [{ name: 'more', port: 81, protocol: 'HTTP' }], { namespace: 'apps' });
  const REFUSED = ['Accepted=False NotAllowed', 'Programmed=False NotAllowed'];
  const TAKEN = ['Accepted=True Accepted', 'Programmed=True Programmed'];
  test.each<[string, object, string[]]>([
    ['is not taken in unless the Gateway says so', {}, REFUSED],
    [
      'of another namespace is not taken in where only the same one is',
      { allowedListeners: { namespaces: { from: 'Same' } } },
      REFUSED,
    ],
    ['is taken in where all are', { allowedListeners: { namespaces: { from: 'All' } } }, TAKEN],
    [
      'is taken in by a selector',
      {
        allowedListeners: {
          namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'apps' } } },
        },
      },
      TAKEN,
    ],
  ])('%s', (_, spec, conditions) => {
    expect(new Played([gateway('web', [HTTP], spec), set]).of('ListenerSet', 'extra')).toEqual(conditions);
  });
});

describe('a Gateway', () => {
  test.each<[string, object, string[]]>([
    ['that asks for nothing special is programmed', {}, ['Accepted=True Accepted', 'Programmed=True Programmed']],
    [
      'with parameters of its own is not accepted',
      { infrastructure: { parametersRef: { group: 'example.com', kind: 'Size', name: 'big' } } },
      ['Accepted=False InvalidParameters', 'Programmed=False Invalid'],
    ],
    [
      'with an address of a type of others is not accepted',
      { addresses: [{ type: 'example.com/name', value: 'a' }] },
      ['Accepted=False UnsupportedAddress', 'Programmed=False Invalid'],
    ],
    [
      'with an address that nobody has is not programmed',
      { addresses: [{ type: 'IPAddress', value: '203.0.113.10' }] },
      ['Accepted=True Accepted', 'Programmed=False AddressNotUsable'],
    ],
  ])('%s', (_, spec, conditions) => {
    const platform = {
      ...IDEAL,
      implementation: {
        controllerName: 'example.com/controller',
        addresses: { unusable: [{ type: 'IPAddress', value: '203.0.113.10' }] },
      },
    };
    expect(new Played([gateway('web', [HTTP], spec)], platform).of('Gateway', 'web')).toEqual(conditions);
  });

  test('with a good listener and a bad one is accepted, and says that one is bad', () => {
    const played = new Played([gateway('web', [HTTP, https('https', CERT)])]);
    expect(played.of('Gateway', 'web')).toEqual(['Accepted=True ListenersNotValid', 'Programmed=True Programmed']);
  });

  test('has an address of its own, or the one that it asks for', () => {
    const played = new Played([
      gateway('a', [HTTP]),
      gateway('b', [HTTP]),
      gateway('c', [HTTP], { addresses: [{ type: 'IPAddress', value: '192.0.2.10' }] }),
    ]);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => played.find('Gateway', name)?.status.addresses?.[0]?.value);
    expect(a).not.toBe(b);
    expect(c).toBe('192.0.2.10');
  });

  test('of another controller has no status', () => {
    const foreign = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'foreign' },
      spec: { controllerName: 'other.example.com/controller' },
    };
    const played = new Played([foreign, gateway('web', [HTTP], { gatewayClassName: 'foreign' })]);
    expect(played.find('Gateway', 'web')).toBeUndefined();
    expect(played.find('GatewayClass', 'foreign')).toBeUndefined();
    expect(played.of('GatewayClass', 'ideal')).toEqual(['Accepted=True Accepted']);
  });
});
