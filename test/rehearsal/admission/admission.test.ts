import { Platform, type PlatformProps } from '../../../src';
import { admit, asStored } from '../../../src/rehearsal/admission/admission';
import type { Manifest } from '../../../src/rehearsal/manifest';

const GATEWAY_API = 'gateway.networking.k8s.io/v1';

function route(spec: object, metadata: object = { name: 'r' }): Manifest {
  return { apiVersion: GATEWAY_API, kind: 'HTTPRoute', metadata, spec };
}
const rule = { backendRefs: [{ name: 'a', port: 80 }] };

/** `rule path: message` of each finding. */
function findings(manifest: Manifest, platform: PlatformProps = {}): string[] {
  return admit([manifest], new Platform(platform)).map(
    (finding) => `${finding.rule} ${finding.path}: ${finding.message}`,
  );
}

describe('admission', () => {
  test('has nothing to say of a route that is fine', () => {
    expect(findings(route({ parentRefs: [{ name: 'web' }], rules: [rule] }))).toEqual([]);
  });

  const refused: [string, Manifest, string[]][] = [
    [
      'an unknown field, at any depth',
      route({ rules: [{ ...rule, retries: 3 }], hostname: 'a' }),
      [
        'admission/unknown-field spec.hostname: unknown field "hostname"',
        'admission/unknown-field spec.rules[0].retries: unknown field "retries"',
      ],
    ],
    [
      'an unknown field of metadata',
      route({ rules: [rule] }, { name: 'r', label: {} }),
      ['admission/unknown-field metadata.label: unknown field "label"'],
    ],
    ['a wrong type', route({ rules: 'all' }), ['admission/schema spec.rules: must be of type array: "string"']],
    [
      'a bound',
      route({ rules: [{ backendRefs: [{ name: 'a', port: 0 }] }] }),
      ['admission/schema spec.rules[0].backendRefs[0].port: should be greater than or equal to 1'],
    ],
    [
      'an exponent in a whole number',
      route({ rules: [{ backendRefs: [{ name: 'a', port: 1e21 }] }] }),
      ['admission/schema spec.rules[0].backendRefs[0].port: must be of type integer: "integer"'],
    ],
    [
      'an enumeration',
      route({ rules: [{ ...rule, matches: [{ method: 'get' }] }] }),
      [
        'admission/schema spec.rules[0].matches[0].method: supported values: "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"',
      ],
    ],
    [
      'a missing field',
      route({ rules: [{ backendRefs: [{ port: 80 }] }] }),
      ['admission/schema spec.rules[0].backendRefs[0].name: is required'],
    ],
    [
      'a key of a list twice',
      route({
        rules: [
          {
            ...rule,
            matches: [
              {
                headers: [
                  { name: 'a', value: '1' },
                  { name: 'a', value: '2' },
                ],
              },
            ],
          },
        ],
      }),
      ['admission/schema spec.rules[0].matches[0].headers[1]: is there twice'],
    ],
    [
      'a rule',
      route({ rules: [{ ...rule, filters: [{ type: 'RequestRedirect', requestRedirect: {} }] }] }),
      ['admission/cel spec.rules[0]: RequestRedirect filter must not be used together with backendRefs'],
    ],
    [
      'a rule that a default decides',
      route({ rules: [{ backendRefs: [{ name: 'a' }] }] }),
      ['admission/cel spec.rules[0].backendRefs[0]: Must have port for Service reference'],
    ],
    ['no name', route({ rules: [rule] }, {}), ['admission/name metadata.name: name or generateName is required']],
    [
      'a name',
      route({ rules: [rule] }, { name: 'My_Route' }),
      [
        'admission/name metadata.name: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, "-" or ".", and must start and end with an alphanumeric character',
      ],
    ],
    [
      'an annotation that is no text',
      route({ rules: [rule] }, { name: 'r', annotations: { 'loxilb.io/liveness': true } }),
      ['admission/schema metadata.annotations[loxilb.io/liveness]: must be of type string: "boolean"'],
    ],
    [
      'a label',
      route({ rules: [rule] }, { name: 'r', labels: { a: 'b c' } }),
      [
        'admission/schema metadata.labels[a]: a label value must be at most 63 alphanumeric characters, "-", "_" or ".", and must start and end with an alphanumeric character',
      ],
    ],
    [
      'a version that is not served',
      { ...route({ rules: [rule] }), apiVersion: 'gateway.networking.k8s.io/v1alpha2' },
      [
        'admission/unknown-kind kind: Gateway API 1.6.1 standard has no HTTPRoute of gateway.networking.k8s.io/v1alpha2',
      ],
    ],
    [
      'a kind of LoxiLB that does not exist',
      { apiVersion: 'loxiurl.loxilb.io/v1', kind: 'LoxiURLs', metadata: { name: 'a' } },
      ['admission/unknown-kind kind: kube-loxilb v0.9.8.4 has no LoxiURLs of loxiurl.loxilb.io/v1'],
    ],
    [
      'a built-in kind in a version that is gone',
      { apiVersion: 'apps/v1beta1', kind: 'Deployment', metadata: { name: 'a' } },
      ['admission/unknown-kind kind: Kubernetes 1.36 has no Deployment of apps/v1beta1'],
    ],
    [
      'a Service with a name that only other kinds take',
      { apiVersion: 'v1', kind: 'Service', metadata: { name: '1a' } },
      [
        'admission/name metadata.name: a DNS-1035 label must consist of lower case alphanumeric characters or "-", start with an alphabetic character, and end with an alphanumeric character',
      ],
    ],
    [
      'a misspelt field of a Deployment',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'a' },
        spec: { selector: {}, template: { spec: { containers: [{ name: 'a', imagePullPolice: 'Always' }] } } },
      },
      ['admission/unknown-field spec.template.spec.containers[0].imagePullPolice: unknown field "imagePullPolice"'],
    ],
    [
      'a port of a Service that is a text',
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [{ port: '80' }] } },
      ['admission/schema spec.ports[0].port: must be of type integer: "string"'],
    ],
    [
      'a BGP peer without its AS',
      { apiVersion: 'bgppeer.loxilb.io/v1', kind: 'BGPPeerService', metadata: { name: 'a' }, spec: { ipAddress: 1 } },
      ['admission/schema spec.ipAddress: must be of type string: "integer"'],
    ],
  ];
  test.each(refused)('finds %s', (_, manifest, expected) => {
    expect(findings(manifest)).toEqual(expect.arrayContaining(expected));
    expect(
      findings(manifest).filter((finding) => !expected.includes(finding) && !/is required$/.test(finding)),
    ).toEqual([]);
  });

  test('says what is broken beside what contradicts, and asks rules of what is sound only', () => {
    const spec = {
      hostnames: ['A'],
      rules: [
        { backendRefs: [{ name: 'a', port: 'http' }], filters: [{ type: 'RequestRedirect', requestRedirect: {} }] },
        { ...rule, filters: [{ type: 'RequestRedirect', requestRedirect: {} }] },
      ],
    };
    expect(findings(route(spec)).map((finding) => finding.split(':')[0])).toEqual([
      'admission/schema spec.hostnames[0]',
      'admission/schema spec.rules[0].backendRefs[0].port',
      'admission/cel spec.rules[1]',
    ]);
  });

  test('says nothing of a status, which the API server drops, but of fields in it that do not exist', () => {
    const good = route({ rules: [rule] });
    expect(findings({ ...good, status: {} })).toEqual([]);
    expect(findings({ ...good, status: { parents: 'none' } })).toEqual([]);
    expect(findings({ ...good, status: { parent: [] } })).toEqual([
      'admission/unknown-field status.parent: unknown field "parent"',
    ]);
  });

  test('takes whole numbers of 64 bits', () => {
    const application = (revisionHistoryLimit: number): string[] =>
      findings({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'a' },
        spec: { project: 'default', destination: {}, revisionHistoryLimit },
      });
    expect(application(2 ** 62)).toEqual([]);
    expect(application(2 ** 64)).toEqual([
      'admission/schema spec.revisionHistoryLimit: must be of type integer: "integer"',
    ]);
  });

  test('refuses addresses with a zone, which is one of a machine', () => {
    const gateway = (value: string): Manifest => ({
      apiVersion: GATEWAY_API,
      kind: 'Gateway',
      metadata: { name: 'a' },
      spec: {
        gatewayClassName: 'a',
        addresses: [{ type: 'IPAddress', value }],
        listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }],
      },
    });
    expect(findings(gateway('fe80::1'))).toEqual([]);
    // As the API server, whose formats are those of Go from before 1.17.
    expect(findings(gateway('010.0.0.1'))).toEqual([]);
    expect(findings(gateway('::ffff:1.2.3.4'))).toEqual([]);
    expect(findings(gateway('fe80::1%eth0'))).toEqual([
      expect.stringMatching(
        /^admission\/schema spec\.addresses\[0\]: must validate one and only one schema \(oneOf\); .*spec\.addresses\[0\]\.value: must be of type ipv4: "fe80::1%eth0"$/,
      ),
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'valueOf'])(
    'takes %s for the name of no kind and no version',
    (word) => {
      for (const group of ['gateway.networking.k8s.io', 'cilium.io', 'apps', 'loxiurl.loxilb.io', 'example.com']) {
        for (const [apiVersion, kind] of [
          [`${group}/v1`, word],
          [`${group}/${word}`, 'HTTPRoute'],
          [word, word],
        ] as const) {
          expect(findings({ apiVersion, kind, metadata: { name: 'a' } })).toHaveLength(1);
        }
      }
    },
  );

  test.each(['a/b/c', 'apps/', '/'])('refuses %j, which is no apiVersion', (apiVersion) => {
    expect(findings({ apiVersion, kind: 'Deployment', metadata: { name: 'a' } })).toEqual([
      `admission/unknown-kind kind: Kubernetes has no Deployment of ${apiVersion}`,
    ]);
  });

  test('knows what each release and channel has', () => {
    const cors = route({ rules: [{ ...rule, filters: [{ type: 'CORS', cors: {} }] }] });
    expect(findings(cors)).toEqual([]);
    expect(findings(cors, { gatewayApi: { version: '1.4.1' } }).map((finding) => finding.split(':')[0])).toEqual([
      'admission/unknown-field spec.rules[0].filters[0].cors',
      'admission/schema spec.rules[0].filters[0].type',
    ]);
    expect(findings(cors, { gatewayApi: { version: '1.4.1', channel: 'experimental' } })).toEqual([]);
  });

  test('says of a kind that it does not know that it was not checked, and still checks metadata', () => {
    const [unknown, name] = admit(
      [{ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'A' } }],
      Platform.default,
    ).sort((a, b) => (a.rule < b.rule ? 1 : -1));
    expect(unknown).toMatchObject({ rule: 'admission/unknown-kind', severity: 'info' });
    expect(name).toMatchObject({ rule: 'admission/name', severity: 'error' });
  });

  test('takes nulls as the API server does: absent where null is no value, and an error in a list', () => {
    expect(
      findings(route({ hostnames: null, rules: [{ ...rule, matches: null }] }, { name: 'r', creationTimestamp: null })),
    ).toEqual([]);
    expect(findings(route({ hostnames: [null], rules: [rule] }))).toEqual([
      'admission/schema spec.hostnames[0]: must be of type string: "null"',
    ]);
  });

  test('reads keys that objects of JavaScript have by themselves as any other key', () => {
    const raw: object = JSON.parse(
      '{ "rules": [{ "backendRefs": [{ "name": "a", "port": 80 }] }], "__proto__": {}, "constructor": 1, "toString": 1 }',
    );
    expect(findings(route(raw)).map((finding) => finding.split(':')[0])).toEqual(
      ['__proto__', 'constructor', 'toString'].map((key) => `admission/unknown-field spec.${key}`),
    );
  });

  test('asks transition rules only of what was there before', () => {
    const gatewayClass = {
      apiVersion: GATEWAY_API,
      kind: 'GatewayClass',
      metadata: { name: 'a' },
      spec: { controllerName: 'example.com/b' },
    };
    const before = { ...gatewayClass, spec: { controllerName: 'example.com/a' } };
    expect(findings(gatewayClass)).toEqual([]);
    const after = admit([gatewayClass], Platform.default, { previous: () => before });
    expect(after.map(({ rule: id, path, message }) => [id, path, message])).toEqual([
      ['admission/cel', 'spec.controllerName', 'Value is immutable'],
    ]);
    expect(admit([gatewayClass], Platform.default, { previous: () => gatewayClass })).toEqual([]);
  });
});

describe('a manifest as it is stored', () => {
  test('has its defaults, and neither unknown fields nor a status', () => {
    expect(asStored({ ...route({ rules: [rule], typo: 1 }), status: {} }, Platform.default)).toEqual(
      route({
        rules: [
          {
            backendRefs: [{ group: '', kind: 'Service', name: 'a', port: 80, weight: 1 }],
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          },
        ],
      }),
    );
  });

  test('leaves the given one as it was', () => {
    const manifest = route({ rules: [rule] });
    asStored(manifest, Platform.default);
    expect(manifest).toEqual(route({ rules: [{ backendRefs: [{ name: 'a', port: 80 }] }] }));
  });
});
