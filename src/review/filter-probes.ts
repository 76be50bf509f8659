import type { RouteFilter } from '../rehearsal/controller/api-kinds';
import type { HttpProbe } from './match-probe';

/** A variant of a request, which shows what that one does not. */
export interface Variant {
  readonly probe: HttpProbe;
  /** The simpler request; what it shows already is not said of the variant again. */
  readonly of: HttpProbe;
}

/** Origins of a rule that are asked for; each is a request to both sides, so that there is an end to them. */
const MOST_ORIGINS = 5;
const STRANGER = 'https://not-allowed.example';

/**
 * Variants of a request to a match that show what its path means and what its filters do: below the path, with headers that filters add to or
 * remove, from origins that CORS allows and from one that it does not, and as a preflight. Their number has a bound.
 */
export function variantsOf(probe: HttpProbe): readonly Variant[] {
  return [...below(probe), ...withHeaders(probe), ...fromOrigins(probe)];
}

/** An exact path and a prefix differ there. */
function below(probe: HttpProbe): readonly Variant[] {
  const { route, rule, matchIndex } = probe.entry;
  const { path } = rule.matches?.[matchIndex] ?? {};
  if (route.kind === 'GRPCRoute' || path?.type === 'RegularExpression') return [];
  return [{ probe: { ...probe, path: `${probe.path.replace(/\/$/, '')}/x` }, of: probe }];
}

/** Of a header that the client does not send, nobody sees that it is removed, or added to and not set. */
function withHeaders(probe: HttpProbe): readonly Variant[] {
  const known = new Set([...probe.headers.map(([name]) => name.toLowerCase()), 'host', 'content-type', 'upgrade']);
  const names = allFilters(probe).flatMap(({ requestHeaderModifier: modifier }) => [
    ...(modifier?.add ?? []).map(({ name }) => name),
    ...(modifier?.remove ?? []),
  ]);
  const more = [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => !known.has(name)).sort();
  if (more.length === 0) return [];
  return [
    { probe: { ...probe, headers: [...probe.headers, ...more.map((name) => [name, 'any'] as const)] }, of: probe },
  ];
}

function fromOrigins(probe: HttpProbe): readonly Variant[] {
  const cors = (probe.entry.rule.filters ?? []).flatMap((filter) => filter.cors ?? []);
  if (cors.length === 0) return [];
  const allowed = [...new Set(cors.flatMap(({ allowOrigins = [] }) => allowOrigins))].sort().slice(0, MOST_ORIGINS);
  const origins = [
    ...allowed.map((origin) => (origin === '*' ? 'https://any.example' : origin.replace('*', 'any'))),
    STRANGER,
  ];
  const [first] = origins;
  return origins.flatMap((origin): readonly Variant[] => {
    const simple: HttpProbe = { ...probe, headers: [...probe.headers, ['Origin', origin]] };
    if (origin !== first) return [{ probe: simple, of: probe }];
    const asks = [
      ['Access-Control-Request-Method', probe.method],
      ['Access-Control-Request-Headers', 'x-any'],
    ] as const;
    const preflight: HttpProbe = { ...simple, method: 'OPTIONS', headers: [...simple.headers, ...asks] };
    return [
      { probe: simple, of: probe },
      { probe: preflight, of: simple },
    ];
  });
}

/** Names of headers that the backend has to send for it to be seen that a filter removes them, or adds to them. */
export function responseHeaderNames(probe: HttpProbe): readonly string[] {
  return allFilters(probe)
    .flatMap(({ responseHeaderModifier: modifier }) => [
      ...(modifier?.add ?? []).map(({ name }) => name),
      ...(modifier?.remove ?? []),
    ])
    .map((name) => name.toLowerCase());
}

function allFilters({ entry: { rule } }: HttpProbe): readonly RouteFilter[] {
  return [...(rule.filters ?? []), ...(rule.backendRefs ?? []).flatMap(({ filters = [] }) => filters)];
}
