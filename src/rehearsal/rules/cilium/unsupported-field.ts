import type { Cluster } from '../../cluster';
import { BACKEND_TLS_POLICY, GATEWAY, LISTENER_SET, type Route, type RouteFilter } from '../../controller/api-kinds';
import type { StoredObject } from '../../inventory';
import { routes } from '../route/routes';
import { each, type Rule, type Verdict, type Violation } from '../rule';

export const unsupportedField: Rule = {
  id: 'cilium/unsupported-field',
  severity: 'warning',
  title: 'Cilium ignores a field of the Gateway API, or a kind',
  why: 'The API server stores what the CRDs have, and Cilium reads a part of it, by version. What it does not read has no effect: a route without its filter serves all the same, and no status says so.',
  cure: 'Leave it out, or use a release of Cilium that has it.',
  source:
    'cilium operator/pkg/gateway-api and model/ingestion at v1.17.1, v1.18.10, v1.19.6 and the branch point of v1.20',
  check: each(subjects, verdict),
};

function subjects(cluster: Cluster): readonly StoredObject[] {
  const { inventory, platform } = cluster;
  if (!platform.implementation.ways.external) return [];
  return [
    ...inventory.all(GATEWAY),
    ...inventory.all(LISTENER_SET),
    ...inventory.all(BACKEND_TLS_POLICY),
    ...routes(cluster),
  ];
}

/** Kinds that a release may lack as a whole. */
const KINDS: ReadonlySet<string> = new Set(['ListenerSet', 'BackendTLSPolicy', 'TCPRoute', 'UDPRoute']);

function verdict(object: StoredObject, { platform }: Cluster): Verdict {
  const { implementation, cilium } = platform;
  if (KINDS.has(object.kind) && !implementation.supports(object.kind)) {
    return { object, path: 'kind', message: `Cilium ${cilium} does not look at ${object.kind}s` };
  }
  const ignored = (path: string, what: string): Violation => ({
    object,
    path,
    message: `Cilium ${cilium} ignores ${what}`,
  });
  if (GATEWAY.is(object)) {
    const { infrastructure, tls } = object.spec;
    const parameters = infrastructure?.parametersRef;
    return [
      ...(parameters && implementation.ways.gatewayParameters === 'ignored'
        ? [ignored('spec.infrastructure.parametersRef', 'parameters of a single Gateway')]
        : []),
      ...(parameters && implementation.ways.gatewayParameters === 'refused'
        ? [
            {
              object,
              path: 'spec.infrastructure.parametersRef',
              severity: 'error' as const,
              message: `Cilium ${cilium} refuses a Gateway with parameters of its own`,
            },
          ]
        : []),
      ...(tls?.frontend && !implementation.supports('GatewayFrontendClientCertificateValidation')
        ? [ignored('spec.tls.frontend', 'the validation of client certificates')]
        : []),
      ...(tls?.backend && !implementation.supports('GatewayBackendClientCertificate')
        ? [ignored('spec.tls.backend', 'the client certificate for backends')]
        : []),
    ];
  }
  return isRoute(object) ? ofRoute(object, implementation.supports.bind(implementation), ignored) : undefined;
}

function isRoute(object: StoredObject): object is Route {
  return object.kind.endsWith('Route');
}

function ofRoute(
  { kind, spec }: Route,
  supports: (feature: string) => boolean,
  ignored: (path: string, what: string) => Violation,
): readonly Violation[] {
  const rules = spec.rules ?? [];
  return rules.flatMap((rule, index) => {
    const at = `spec.rules[${index}]`;
    return [
      ...(rule.sessionPersistence ? [ignored(`${at}.sessionPersistence`, 'session persistence')] : []),
      ...(rule.filters ?? []).flatMap((filter, place): Violation[] => {
        const what = ignoredFilter(filter, supports);
        return what === undefined ? [] : [ignored(`${at}.filters[${place}]`, what)];
      }),
      ...(rule.backendRefs ?? []).flatMap(({ filters = [] }, backend) =>
        filters.flatMap(({ type }, place): Violation[] => {
          if (kind === 'HTTPRoute' && HEADER_MODIFIERS.has(type)) return [];
          return [ignored(`${at}.backendRefs[${backend}].filters[${place}]`, `the filter ${type} of a single backend`)];
        }),
      ),
    ];
  });
}

const HEADER_MODIFIERS: ReadonlySet<string> = new Set(['RequestHeaderModifier', 'ResponseHeaderModifier']);

function ignoredFilter({ type }: RouteFilter, supports: (feature: string) => boolean): string | undefined {
  if (type === 'ExtensionRef') return 'extension filters';
  if (type === 'CORS' && !supports('HTTPRouteCORS')) return 'the filter CORS';
  if (type === 'ExternalAuth' && !supports('HTTPRouteExternalAuth')) return 'the filter ExternalAuth';
  return undefined;
}
