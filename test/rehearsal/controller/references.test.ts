import { caBundle, gateway, grant, HTTP, https, Played, route, service, tlsSecret } from './cluster';

const resolved = (reason?: string): string =>
  reason === undefined ? 'ResolvedRefs=True ResolvedRefs' : `ResolvedRefs=False ${reason}`;

describe('backends of a route', () => {
  const backend = (ref: object): object => ({ port: 80, ...ref });
  test.each<[string, object, object[], string | undefined]>([
    ['that is there is resolved', { name: 'app' }, [service('app')], undefined],
    ['that is not there is not', { name: 'app' }, [], 'BackendNotFound'],
    [
      'in another namespace needs a grant',
      { name: 'app', namespace: 'apps' },
      [service('app', 'apps')],
      'RefNotPermitted',
    ],
    ['that no grant allows says nothing of what is there', { name: 'app', namespace: 'apps' }, [], 'RefNotPermitted'],
    [
      'with a grant is resolved',
      { name: 'app', namespace: 'apps' },
      [service('app', 'apps'), grant('apps', { kind: 'HTTPRoute', namespace: 'infra' }, { kind: 'Service' })],
      undefined,
    ],
    [
      'with a grant for its name is resolved',
      { name: 'app', namespace: 'apps' },
      [
        service('app', 'apps'),
        grant('apps', { kind: 'HTTPRoute', namespace: 'infra' }, { kind: 'Service', name: 'app' }),
      ],
      undefined,
    ],
    [
      'with a grant for another name is not',
      { name: 'app', namespace: 'apps' },
      [
        service('app', 'apps'),
        grant('apps', { kind: 'HTTPRoute', namespace: 'infra' }, { kind: 'Service', name: 'other' }),
      ],
      'RefNotPermitted',
    ],
    [
      'with a grant for another kind of route is not',
      { name: 'app', namespace: 'apps' },
      [service('app', 'apps'), grant('apps', { kind: 'GRPCRoute', namespace: 'infra' }, { kind: 'Service' })],
      'RefNotPermitted',
    ],
    [
      'with a grant in the wrong namespace is not',
      { name: 'app', namespace: 'apps' },
      [service('app', 'apps'), grant('infra', { kind: 'HTTPRoute', namespace: 'infra' }, { kind: 'Service' })],
      'RefNotPermitted',
    ],
    ['of a kind that is no backend is not', { name: 'app', kind: 'Bucket', group: 'example.com' }, [], 'InvalidKind'],
  ])('one %s', (_, ref, objects, reason) => {
    const rules = [{ backendRefs: [backend({ name: 'fine' })] }, { backendRefs: [backend(ref)] }];
    const played = new Played([
      gateway('web', [HTTP]),
      service('fine'),
      ...objects,
      route('HTTPRoute', 'r', { parentRefs: [{ name: 'web' }], rules }),
    ]);
    expect(played.parents('HTTPRoute', 'r')).toEqual([['Accepted=True Accepted', resolved(reason)]]);
    expect(played.attachedRoutes('web', 'http')).toBe(1);
  });

  test('are looked at in mirrors too, and where the route is attached to nothing', () => {
    const filters = [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'gone', port: 80 } } }];
    const played = new Played([
      gateway('web', [HTTP]),
      service('app'),
      route('HTTPRoute', 'r', {
        parentRefs: [{ name: 'web', sectionName: 'nope' }],
        rules: [{ filters, backendRefs: [{ name: 'app', port: 80 }] }],
      }),
    ]);
    expect(played.parents('HTTPRoute', 'r')).toEqual([
      ['Accepted=False NoMatchingParent', resolved('BackendNotFound')],
    ]);
  });
});

describe('the certificate of a listener', () => {
  const INVALID = ['Programmed=False Invalid', 'ResolvedRefs=False InvalidCertificateRef'];
  test.each<[string, object, object[], string[]]>([
    ['that is there is resolved', { name: 'cert' }, [tlsSecret('cert')], []],
    ['that is not there is not', { name: 'cert' }, [], INVALID],
    [
      'without a certificate in it is not',
      { name: 'cert' },
      [tlsSecret('cert', 'infra', { 'tls.crt': 'SGVsbG8=', 'tls.key': 'SGVsbG8=' })],
      INVALID,
    ],
    ['of another kind is not', { name: 'cert', kind: 'ConfigMap' }, [], INVALID],
    [
      'in another namespace needs a grant',
      { name: 'cert', namespace: 'certs' },
      [tlsSecret('cert', 'certs')],
      ['Programmed=False Invalid', 'ResolvedRefs=False RefNotPermitted'],
    ],
    [
      'in another namespace with a grant is resolved',
      { name: 'cert', namespace: 'certs' },
      [tlsSecret('cert', 'certs'), grant('certs', { kind: 'Gateway', namespace: 'infra' }, { kind: 'Secret' })],
      [],
    ],
  ])('%s', (_, ref, objects, conditions) => {
    const played = new Played([gateway('web', [https('https', [ref])]), ...objects]);
    expect(played.listener('web', 'https')).toEqual(conditions);
    expect(played.supportedKinds('web', 'https')).toEqual(['HTTPRoute', 'GRPCRoute']);
  });
});

describe('CAs for clients', () => {
  const frontend = (refs: object[]): object => ({
    tls: { frontend: { default: { validation: { caCertificateRefs: refs } } } },
  });
  const ref = (name: string, more: object = {}): object => ({ group: '', kind: 'ConfigMap', name, ...more });
  const BAD = ['Accepted=False NoValidCACertificate', 'Programmed=False Invalid'];

  test.each<[string, object[], string[]]>([
    ['that are there are resolved', [ref('ca')], []],
    [
      'that are not there keep a listener from being accepted',
      [ref('gone')],
      [...BAD, 'ResolvedRefs=False InvalidCACertificateRef'],
    ],
    [
      'of another kind as well',
      [ref('ca', { kind: 'Secret' })],
      [...BAD, 'ResolvedRefs=False InvalidCACertificateKind'],
    ],
    [
      'in another namespace without a grant as well',
      [ref('ca', { namespace: 'certs' })],
      [...BAD, 'ResolvedRefs=False RefNotPermitted'],
    ],
    [
      'one of which is fine are enough to be accepted',
      [ref('gone'), ref('ca')],
      ['Programmed=False Invalid', 'ResolvedRefs=False InvalidCACertificateRef'],
    ],
  ])('%s', (_, refs, conditions) => {
    const played = new Played([
      gateway('web', [https('https', [{ name: 'cert' }]), HTTP], frontend(refs)),
      tlsSecret('cert'),
      caBundle('ca'),
    ]);
    expect(played.listener('web', 'https')).toEqual(conditions);
    expect(played.listener('web', 'http')).toEqual([]);
  });
});

describe('a BackendTLSPolicy', () => {
  const policy = (name: string, spec: object, metadata: object = {}): object => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name, namespace: 'infra', ...metadata },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 'app' }],
      validation: { hostname: 'app.example.com', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
      ...spec,
    },
  });
  const play = (...policies: object[]): Played =>
    new Played([
      gateway('web', [HTTP]),
      service('app'),
      service('unused'),
      caBundle('ca'),
      caBundle('empty', 'infra', 'no certificate'),
      route('HTTPRoute', 'r', { parentRefs: [{ name: 'web' }], rules: [{ backendRefs: [{ name: 'app', port: 80 }] }] }),
      ...policies,
    ]);
  const FINE = ['Accepted=True Accepted', 'ResolvedRefs=True ResolvedRefs'];
  const ca = (name: string, kind = 'ConfigMap'): object => ({
    validation: { hostname: 'a.example.com', caCertificateRefs: [{ group: '', kind, name }] },
  });

  test.each<[string, object, string[][]]>([
    ['is accepted for the Gateway that reaches its Service', {}, [FINE]],
    [
      'takes the CAs of the system',
      { validation: { hostname: 'a.example.com', wellKnownCACertificates: 'System' } },
      [FINE],
    ],
    [
      'needs a CA that is there',
      ca('gone'),
      [['Accepted=False NoValidCACertificate', 'ResolvedRefs=False InvalidCACertificateRef']],
    ],
    [
      'needs a CA that is one',
      ca('empty'),
      [['Accepted=False NoValidCACertificate', 'ResolvedRefs=False InvalidCACertificateRef']],
    ],
    [
      'needs a CA of a known kind',
      ca('ca', 'Secret'),
      [['Accepted=False NoValidCACertificate', 'ResolvedRefs=False InvalidKind']],
    ],
    [
      'of a Service that no route reaches has no status',
      { targetRefs: [{ group: '', kind: 'Service', name: 'unused' }] },
      [],
    ],
  ])('%s', (_, spec, ancestors) => {
    expect(play(policy('p', spec)).ancestors('p')).toEqual(ancestors);
  });

  test('keeps its target from a younger one, and stands beside one for a port', () => {
    const old = { creationTimestamp: '2026-01-01T00:00:00Z' };
    const young = { creationTimestamp: '2026-02-01T00:00:00Z' };
    const port = { targetRefs: [{ group: '', kind: 'Service', name: 'app', sectionName: 'http' }] };
    const played = play(policy('a', {}, young), policy('b', {}, old), policy('c', port, young));
    expect(played.ancestors('a')).toEqual([['Accepted=False Conflicted', 'ResolvedRefs=True ResolvedRefs']]);
    expect(played.ancestors('b')).toEqual([FINE]);
    expect(played.ancestors('c')).toEqual([FINE]);
  });
});
