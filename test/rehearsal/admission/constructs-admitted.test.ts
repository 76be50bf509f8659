import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { CrdSet, JsonSchema } from '../../../imports/schemas/crd-set';
import {
  Backend,
  BackendTlsPolicy,
  Bookinfo,
  Certificate,
  CiliumGatewayClass,
  EchoServers,
  GrpcMatch,
  GrpcRoute,
  HttpFilter,
  HttpMatch,
  HttpRoute,
  ListenerSet,
  LoxiGateway,
  ParentGateway,
  Platform,
  type PlatformProps,
  TcpRoute,
  TlsGateway,
  TlsRoute,
  UdpRoute,
} from '../../../src';
import { admit, asStored } from '../../../src/rehearsal/admission/admission';
import { isManifest, type Manifest } from '../../../src/rehearsal/manifest';
import { manifestsOf } from '../../constructs';

/** Objects as JSON.parse gives them: tests run in a realm of their own. */
function plain(value: unknown): Manifest[] {
  const list: unknown = JSON.parse(JSON.stringify(value));
  return Array.isArray(list) ? list.filter(isManifest) : [];
}

const CLASSIC: (chart: import('cdk8s').Chart) => void = (chart) => {
  const gatewayClass = new CiliumGatewayClass(chart, 'class');
  const certificate = Certificate.fromSecret('cert', { namespace: 'certs' });
  const gateway = new TlsGateway(chart, 'tls', {
    gatewayClass,
    hosts: [{ hostname: 'a.example.com', certificate }],
    redirectHttp: true,
    loadBalancer: { mode: 'fullnat', timeout: 60 },
    infrastructure: { labels: { team: 'web' } },
  });
  new LoxiGateway(chart, 'plain', {
    gatewayClass,
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { kinds: ['HTTPRoute'] } }],
  });
  new HttpRoute(chart, 'http', {
    parents: [gateway.listenerFor('a.example.com')],
    rules: [
      {
        matches: [HttpMatch.prefix('/a').header('b', 'c').query('d', 'e')],
        filters: [
          HttpFilter.addRequestHeaders({ f: 'g' }),
          HttpFilter.mirror(Backend.service('copy', 80)),
          HttpFilter.rewrite({ path: { prefix: '/' } }),
        ],
        backends: [Backend.service('h', 80, { namespace: 'other' })],
        timeouts: { request: '1s' },
      },
    ],
  });
  new GrpcRoute(chart, 'grpc', {
    parents: [gateway.listenerFor('a.example.com')],
    rules: [{ matches: [GrpcMatch.service('a.B')], backends: [Backend.service('i', 80)] }],
  });
};

const NEWEST: (chart: import('cdk8s').Chart) => void = (chart) => {
  CLASSIC(chart);
  const parents = [ParentGateway.named('elsewhere')];
  const backends = [Backend.service('a', 80)];
  new TlsRoute(chart, 'tls-route', { parents, hostnames: ['a.example.com'], backends });
  new TcpRoute(chart, 'tcp', { parents, backends });
  new UdpRoute(chart, 'udp', { parents, backends });
  new BackendTlsPolicy(chart, 'policy', { targets: [{ service: 'a' }], hostname: 'a.example.com' });
  new ListenerSet(chart, 'set', {
    gateway: ParentGateway.named('elsewhere'),
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
  });
  new HttpRoute(chart, 'new', {
    parents,
    rules: [
      {
        filters: [
          HttpFilter.cors({ allowOrigins: ['*'] }),
          HttpFilter.mirror(Backend.service('a', 80), { fraction: { numerator: 1 } }),
        ],
        backends,
      },
    ],
  });
};

const PLATFORMS: [string, PlatformProps, (chart: import('cdk8s').Chart) => void][] = [
  ['Cilium 1.17.1', { kubernetes: '1.32', cilium: { version: '1.17.1' }, gatewayApi: { version: '1.2.0' } }, CLASSIC],
  ['Cilium 1.18.0', { cilium: { version: '1.18.0' } }, CLASSIC],
  ['Cilium 1.19.6', { cilium: { version: '1.19.6' } }, CLASSIC],
  ['the default', {}, NEWEST],
  ['the default, experimental', { gatewayApi: { channel: 'experimental' } }, NEWEST],
];

describe('what constructs write', () => {
  test.each(PLATFORMS)('is admitted by %s, and stored as it is written', (_, props, build) => {
    const platform = new Platform(props);
    const manifests = plain(manifestsOf((chart) => build(chart), props));
    expect(admit(manifests, platform).filter(({ severity }) => severity !== 'info')).toEqual([]);
    for (const manifest of manifests) expect(asStored(manifest, platform)).toEqual(manifest);
  });

  test.each(['1.28', '1.32', '1.36'])('as samples is admitted by Kubernetes %s', (kubernetes) => {
    const manifests = plain(
      manifestsOf((chart) => {
        new Bookinfo(chart, 'bookinfo');
        new EchoServers(chart, 'echo');
      }),
    );
    expect(admit(manifests, new Platform({ kubernetes }))).toEqual([]);
  });

  test.each([
    ['article', { kubernetes: '1.32', cilium: { version: '1.17.1' }, gatewayApi: { version: '1.2.0' } }],
    ['current', {}],
    ['argocd', {}],
  ])('into dist/%s is admitted', (cluster, props) => {
    const folder = join(__dirname, '../../../dist', cluster);
    const documents = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) =>
        parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((document) => document.toJS()),
      );
    expect(documents.length).toBeGreaterThan(5);
    // cert-manager's kinds are of no set that is known here.
    const known = plain(documents).filter(({ apiVersion }) => !apiVersion.startsWith('cert-manager.io/'));
    expect(admit(known, new Platform(props))).toEqual([]);
  });
});

/** Every place of a manifest below spec: the holder and the key. */
function places(
  value: unknown,
  found: { holder: Record<string, unknown>; key: string }[] = [],
): { holder: Record<string, unknown>; key: string }[] {
  if (Array.isArray(value)) for (const item of value) places(item, found);
  else if (typeof value === 'object' && value !== null) {
    const holder = value as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      found.push({ holder, key });
      places(holder[key], found);
    }
  }
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The CRD's own schema of a manifest's spec, as imported. */
function schemaOf({ apiVersion, kind }: Manifest): JsonSchema {
  const [group = '', version] = apiVersion.split('/');
  const file = group === 'cilium.io' ? 'cilium/v1.20.0' : 'gateway-api/v1.6.1-standard';
  const set: CrdSet = JSON.parse(readFileSync(join(__dirname, `../../../imports/schemas/${file}.json`), 'utf8'));
  const found = set.kinds.find((each) => each.group === group && each.kind === kind);
  const spec = found?.versions.find(({ name }) => name === version)?.schema.properties?.spec;
  if (!spec) throw new Error(`${kind} is not in ${file}`);
  return spec;
}

interface Described {
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly set: (value: unknown) => void;
}

/** Every value of an object with the schema that describes it. */
function described(schema: JsonSchema, value: unknown, set: (value: unknown) => void = () => {}): Described[] {
  const found: Described[] = [{ schema, value, set }];
  const { items, properties = {} } = schema;
  if (Array.isArray(value) && items) {
    found.push(...value.flatMap((item, i) => described(items, item, (changed) => value.splice(i, 1, changed))));
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(properties)) {
      if (value[name] === undefined) continue;
      found.push(
        ...described(member, value[name], (changed) => {
          value[name] = changed;
        }),
      );
    }
  }
  return found;
}

/** Keywords, and a value just beyond each. */
const BOUNDS: readonly (readonly [keyword: string, beyond: (value: unknown, bound: number) => unknown])[] = [
  ['maximum', (_, bound) => bound + 1],
  ['minimum', (_, bound) => bound - 1],
  ['maxLength', (_, bound) => 'a'.repeat(bound + 1)],
  ['minLength', (_, bound) => (bound === 0 ? undefined : 'a'.repeat(bound - 1))],
  [
    'maxItems',
    (list, bound) => (Array.isArray(list) && list.length > 0 ? new Array(bound + 1).fill(list[0]) : undefined),
  ],
  ['minItems', (_, bound) => (bound === 0 ? undefined : [])],
];

/** The same with the keys of every object in another order. */
function shuffled(value: unknown, order: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order));
  if (typeof value !== 'object' || value === null) return value;
  const holder = value as Record<string, unknown>;
  return Object.fromEntries(order(Object.keys(holder)).map((key) => [key, shuffled(holder[key], order)]));
}

describe('admission of what was changed', () => {
  const good = plain(manifestsOf((chart) => NEWEST(chart))).filter(
    ({ apiVersion }) => apiVersion.startsWith('gateway.') || apiVersion.startsWith('cilium.'),
  );
  const one = fc.constantFrom(...good);

  test('always finds a field that was added', () => {
    fc.assert(
      fc.property(one, fc.nat(), (manifest, seed) => {
        const [changed] = plain([manifest]);
        // Maps of labels, annotations and options take any key.
        const open = /abels|nnotations|options/;
        const holders = places(changed?.spec).filter(
          ({ holder, key }) => typeof holder[key] === 'object' && !Array.isArray(holder[key]) && !open.test(key),
        );
        const place = holders[seed % Math.max(1, holders.length)];
        const target = place
          ? (place.holder[place.key] as Record<string, unknown>)
          : (changed?.spec as Record<string, unknown>);
        target.addedByTest = 1;
        expect(admit(plain([changed]), Platform.default).map(({ rule }) => rule)).toContain('admission/unknown-field');
      }),
    );
  });

  test('always finds a value of another type', () => {
    fc.assert(
      fc.property(one, fc.nat(), (manifest, seed) => {
        const [changed] = plain([manifest]);
        const all = places(changed?.spec).filter(({ holder, key }) => typeof holder[key] !== 'object');
        const place = all[seed % all.length];
        if (!place) return;
        place.holder[place.key] = typeof place.holder[place.key] === 'string' ? 5 : 'text';
        expect(admit(plain([changed]), Platform.default).map(({ rule }) => rule)).toContain('admission/schema');
      }),
    );
  });

  test('always finds a required field that was taken out', () => {
    fc.assert(
      fc.property(one, fc.nat(), (manifest, seed) => {
        const [changed] = plain([manifest]);
        const required = described(schemaOf(manifest), changed?.spec).flatMap(({ schema, value }) =>
          isRecord(value)
            ? (schema.required ?? [])
                // A default would bring it back.
                .filter((name) => schema.properties?.[name]?.default === undefined)
                .map((name) => ({ holder: value, name }))
            : [],
        );
        fc.pre(required.length > 0);
        const { holder, name } = required[seed % required.length] ?? { holder: {}, name: '' };
        delete holder[name];
        expect(admit(plain([changed]), Platform.default)).toContainEqual(
          expect.objectContaining({ rule: 'admission/schema', path: expect.stringMatching(new RegExp(`${name}$`)) }),
        );
      }),
    );
  });

  test('always finds a bound that was broken', () => {
    fc.assert(
      fc.property(one, fc.nat(), (manifest, seed) => {
        const [changed] = plain([manifest]);
        const breaks = described(schemaOf(manifest), changed?.spec).flatMap(({ schema, value, set }) =>
          BOUNDS.flatMap(([keyword, beyond]) => {
            const bound = schema[keyword];
            const broken = typeof bound === 'number' ? beyond(value, bound) : undefined;
            return broken === undefined ? [] : [() => set(broken)];
          }),
        );
        fc.pre(breaks.length > 0);
        breaks[seed % breaks.length]?.();
        expect(admit(plain([changed]), Platform.default).map(({ rule }) => rule)).toContain('admission/schema');
      }),
    );
  });

  test('does not depend on the order of keys', () => {
    const broken = good.map((manifest) => ({
      ...manifest,
      spec: { ...(manifest.spec as object), rules: 5, added: {}, hostnames: ['A', 'a'] },
    }));
    fc.assert(
      fc.property(fc.constantFrom(...good, ...broken), fc.infiniteStream(fc.nat()), (manifest, random) => {
        const order = (keys: string[]): string[] =>
          keys
            .map((key) => [random.next().value ?? 0, key] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, key]) => key);
        const same = shuffled(manifest, order);
        const verdict = (list: unknown): unknown => admit(plain(list), Platform.default);
        expect(verdict([same])).toEqual(verdict([manifest]));
      }),
    );
  });

  test('never throws, whatever it is given', () => {
    const anything = fc.object({
      maxDepth: 4,
      withNullPrototype: false,
      values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double()],
    });
    const kinds = fc.constantFrom('HTTPRoute', 'Gateway', 'GRPCRoute', 'GatewayClass', 'BackendTLSPolicy', 'TLSRoute');
    fc.assert(
      fc.property(kinds, anything, anything, (kind, spec, metadata) => {
        const findings = admit(
          plain([{ apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata, spec }]),
          Platform.default,
        );
        expect(findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
