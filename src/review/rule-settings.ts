import type { Rehearsal } from '../rehearsal';
import {
  BACKEND_TLS_POLICY,
  type BackendTlsPolicy,
  type Route,
  type RouteRule,
} from '../rehearsal/controller/api-kinds';
import { namespaceOf } from '../rehearsal/inventory';
import { Backends } from '../rehearsal/traffic/backends';
import { serviceTitle } from '../rehearsal/traffic/outcome';
import type { Entry } from '../rehearsal/traffic/route-table';

/** What a rule says that no single request shows. */
export interface RuleSettings {
  /** By what it is, as text. */
  readonly members: Readonly<Record<string, string>>;
  /** TLS to backends by `namespace/name:port`, as text; without those that are talked to in plain text. */
  readonly tls: Readonly<Record<string, string>>;
}

export const NO_SETTINGS: RuleSettings = { members: {}, tls: {} };

/**
 * Settings of the rules of a rehearsal. They are read off the rule and the BackendTLSPolicies, because an outcome is that of one request: it cannot
 * tell where the next one of the client goes, how long the gateway waits before it tries again, what the one who is asked about requests is told, and
 * whose certificates a backend may have.
 */
export class SettingsOfRules {
  private readonly backends: Backends | undefined;
  private readonly known = new Map<RouteRule, RuleSettings>();
  private readonly isCilium: boolean;

  constructor({ cluster }: Rehearsal) {
    this.isCilium = cluster.platform.implementation.ways.external;
    this.backends = cluster.inventory.all(BACKEND_TLS_POLICY).length === 0 ? undefined : new Backends(cluster);
  }

  of({ route, rule }: Entry): RuleSettings {
    const known = this.known.get(rule);
    if (known) return known;
    const { sessionPersistence, retry, filters = [] } = rule;
    const auth = filters.find(({ externalAuth }) => externalAuth)?.externalAuth;
    const { backendRef: _asked, ...told } = auth ?? {};
    // Cilium stores it and does nothing (cilium/unsupported-field).
    const ignored = this.isCilium ? ', which Cilium ignores' : '';
    const made: RuleSettings = {
      members: {
        ...(sessionPersistence ? { 'session persistence': `${textOf(sessionPersistence)}${ignored}` } : {}),
        ...(retry?.backoff === undefined ? {} : { 'time between retries': retry.backoff }),
        ...(Object.keys(told).length === 0 ? {} : { 'external authorization by': textOf(told) }),
      },
      tls: this.tlsOf(route, rule),
    };
    this.known.set(rule, made);
    return made;
  }

  private tlsOf(route: Route, { backendRefs = [] }: RouteRule): Readonly<Record<string, string>> {
    const all = this.backends?.of(route, backendRefs) ?? [];
    return Object.fromEntries(
      all.flatMap((backend) => (backend.tls ? [[serviceTitle(backend), validationText(backend.tls.policy)]] : [])),
    );
  }
}

/** `for cart.internal, signed by apps/ca`. */
function validationText(policy: BackendTlsPolicy): string {
  const {
    hostname = '',
    caCertificateRefs = [],
    wellKnownCACertificates,
    subjectAltNames = [],
  } = policy.spec.validation;
  const authorities = [
    ...caCertificateRefs.map(({ name }) => `${namespaceOf(policy)}/${name}`),
    ...(wellKnownCACertificates === undefined ? [] : [`${wellKnownCACertificates} CAs`]),
  ];
  const names = subjectAltNames.map(({ hostname: host, uri }) => uri ?? host ?? '');
  return [
    `for ${hostname}`,
    ...(names.length === 0 ? [] : [`known as ${names.sort().join(' or ')}`]),
    ...(authorities.length === 0 ? [] : [`signed by ${authorities.sort().join(' or ')}`]),
  ].join(', ');
}

/** `cookieConfig.lifetimeType Session, sessionName sid, type Cookie`: in the order of names, which is not that of the manifest. */
function textOf(settings: object): string {
  const pairs = (value: object, prefix: string): readonly string[] =>
    Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? pairs(each, `${prefix}${name}.`)
        : [`${prefix}${name} ${typeof each === 'string' ? each : JSON.stringify(each)}`],
    );
  return [...pairs(settings, '')].sort().join(', ');
}
