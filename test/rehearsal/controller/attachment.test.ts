import { gateway, HTTP, listenerSet, namespace, Played, route, service } from './cluster';

const ACCEPTED = ['Accepted=True Accepted', 'ResolvedRefs=True ResolvedRefs'];
const refused = (reason: string): string[] => [`Accepted=False ${reason}`, 'ResolvedRefs=True ResolvedRefs'];
const rules = [{ backendRefs: [{ name: 'app', port: 80 }] }];

const LISTENERS = [
  { ...HTTP, hostname: '*.example.com' },
  { name: 'alt', port: 8080, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
  { name: 'grpc-only', port: 9090, protocol: 'HTTP', allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } },
  {
    name: 'teams',
    port: 8081,
    protocol: 'HTTP',
    allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'yes' } } } },
  },
  {
    name: 'by-name',
    port: 8082,
    protocol: 'HTTP',
    allowedRoutes: {
      namespaces: {
        from: 'Selector',
        selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['apps'] }] },
      },
    },
  },
  { name: 'tcp', port: 5432, protocol: 'TCP' },
];

describe('a route', () => {
  test.each<[string, string, object, object, string[][], string[]]>([
    [
      'attaches to every listener that takes it',
      'HTTPRoute',
      { parentRefs: [{ name: 'web' }] },
      {},
      [ACCEPTED],
      ['http', 'alt'],
    ],
    [
      'attaches by section',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', sectionName: 'alt' }] },
      {},
      [ACCEPTED],
      ['alt'],
    ],
    ['attaches by port', 'HTTPRoute', { parentRefs: [{ name: 'web', port: 80 }] }, {}, [ACCEPTED], ['http']],
    [
      'finds no listener of another port',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', sectionName: 'alt', port: 80 }] },
      {},
      [refused('NoMatchingParent')],
      [],
    ],
    [
      'finds no listener of another name',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', sectionName: 'nope' }] },
      {},
      [refused('NoMatchingParent')],
      [],
    ],
    [
      'is not taken by a listener for another kind',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', sectionName: 'grpc-only' }] },
      {},
      [refused('NotAllowedByListeners')],
      [],
    ],
    [
      'is not taken by a listener of another protocol',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', sectionName: 'tcp' }] },
      {},
      [refused('NotAllowedByListeners')],
      [],
    ],
    [
      'of another namespace is not taken where only the same one is',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', namespace: 'infra', sectionName: 'http' }] },
      { namespace: 'apps' },
      [refused('NotAllowedByListeners')],
      [],
    ],
    [
      'of another namespace is taken where all are',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', namespace: 'infra', sectionName: 'alt' }] },
      { namespace: 'apps' },
      [ACCEPTED],
      ['alt'],
    ],
    [
      'of a namespace with the label is taken by its selector',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', namespace: 'infra', sectionName: 'teams' }] },
      { namespace: 'apps' },
      [ACCEPTED],
      ['teams'],
    ],
    [
      'of a namespace without the label is not',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', namespace: 'infra', sectionName: 'teams' }] },
      {},
      [refused('NotAllowedByListeners')],
      [],
    ],
    [
      'is selected by the name of its namespace, which the API server writes as a label',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', namespace: 'infra', sectionName: 'by-name' }] },
      { namespace: 'apps' },
      [ACCEPTED],
      ['by-name'],
    ],
    [
      'with hosts of another domain finds no listener of its host',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', sectionName: 'http' }], hostnames: ['example.org', 'example.com'] },
      {},
      [refused('NoMatchingListenerHostname')],
      [],
    ],
    [
      'with one host of the domain is attached',
      'HTTPRoute',
      { parentRefs: [{ name: 'web', sectionName: 'http' }], hostnames: ['example.org', 'a.b.example.com'] },
      {},
      [ACCEPTED],
      ['http'],
    ],
    [
      'says of each parent how it stands with it',
      'HTTPRoute',
      {
        parentRefs: [
          { name: 'web', sectionName: 'nope' },
          { name: 'web', sectionName: 'alt' },
        ],
      },
      {},
      [refused('NoMatchingParent'), ACCEPTED],
      ['alt'],
    ],
    ['of TCP is taken by TCP listeners', 'TCPRoute', { parentRefs: [{ name: 'web' }] }, {}, [ACCEPTED], ['tcp']],
    [
      'of gRPC is taken by HTTP listeners',
      'GRPCRoute',
      { parentRefs: [{ name: 'web', sectionName: 'grpc-only' }] },
      {},
      [ACCEPTED],
      ['grpc-only'],
    ],
    ['of a Gateway that is not there has no status', 'HTTPRoute', { parentRefs: [{ name: 'nowhere' }] }, {}, [], []],
    [
      'of a Service (a mesh) has no status',
      'HTTPRoute',
      { parentRefs: [{ group: '', kind: 'Service', name: 'app', port: 80 }] },
      {},
      [],
      [],
    ],
  ])('%s', (_, kind, spec, metadata, parents, attached) => {
    const played = new Played([
      namespace('infra', {}),
      namespace('apps', { team: 'yes' }),
      gateway('web', LISTENERS),
      service('app', 'infra'),
      service('app', 'apps'),
      route(kind, 'r', { ...spec, rules }, metadata),
    ]);
    expect(played.parents(kind, 'r')).toEqual(parents);
    const names = LISTENERS.map(({ name }) => name);
    expect(names.filter((name) => played.attachedRoutes('web', name) === 1)).toEqual(attached);
    expect(names.filter((name) => (played.attachedRoutes('web', name) ?? 9) > 1)).toEqual([]);
  });

  test('attaches to the listeners of a ListenerSet only where it names the set', () => {
    const played = new Played([
      gateway('web', [HTTP], { allowedListeners: { namespaces: { from: 'Same' } } }),
      listenerSet('extra', [{ name: 'more', port: 81, protocol: 'HTTP' }]),
      service('app'),
      route('HTTPRoute', 'gateway-only', { parentRefs: [{ name: 'web' }], rules }),
      route('HTTPRoute', 'section-of-set', { parentRefs: [{ name: 'web', sectionName: 'more' }], rules }),
      route('HTTPRoute', 'set', { parentRefs: [{ kind: 'ListenerSet', name: 'extra' }], rules }),
    ]);
    expect(played.parents('HTTPRoute', 'section-of-set')).toEqual([refused('NoMatchingParent')]);
    expect(played.attachedRoutes('web', 'http')).toBe(1);
    expect(played.attachedRoutes('extra', 'more', 'ListenerSet')).toBe(1);
  });

  test('has the generation that it was seen in', () => {
    const played = new Played([
      gateway('web', [HTTP]),
      service('app'),
      route('HTTPRoute', 'r', { parentRefs: [{ name: 'web' }], rules }, { generation: 7 }),
    ]);
    const [parent] = played.find('HTTPRoute', 'r')?.status.parents ?? [];
    expect(parent?.conditions.map(({ observedGeneration }) => observedGeneration)).toEqual([7, 7]);
    expect(parent?.parentRef).toEqual({ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' });
    expect(parent?.controllerName).toBe('example.com/controller');
  });
});
