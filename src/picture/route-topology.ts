import type { BackendRef, Redirect, Route, RouteFilter, RouteRule } from '../rehearsal/controller/api-kinds';
import { GATEWAY_API_GROUP } from '../rehearsal/controller/api-kinds';
import type { Grants } from '../rehearsal/controller/grants';
import { namespaceOf } from '../rehearsal/inventory';
import { type FindingMarks, joined } from './finding-marks';
import { percent, ruleText } from './match-text';
import type { BackendTopology, Mark, RedirectTopology, RouteTopology } from './topology';

/** What a route is on a Gateway. */
export interface RoutePlace {
  readonly route: Route;
  /** Names of listeners that it is attached to. */
  readonly listeners: readonly string[];
  readonly refusals: readonly string[];
}

/** A route with its backends and redirects. */
export function routeTopology(place: RoutePlace, grants: Grants, marks: FindingMarks): RouteTopology {
  const { route, listeners, refusals } = place;
  const { hostnames = [], rules = [] } = route.spec;
  return {
    kind: route.kind,
    namespace: namespaceOf(route),
    name: route.metadata.name,
    hostnames,
    listeners,
    refusals,
    marks: marks.of(route),
    backends: new Backends(route, grants, marks).all,
    splits: rules.flatMap(splitOf),
    redirects: rules.flatMap(redirectsOf),
  };
}

type Collected = Omit<BackendTopology, 'labels' | 'marks'> & { readonly labels: string[]; marks: readonly Mark[] };

/** The backends of a route, each once, in the order in which its rules name them. */
class Backends {
  private readonly found = new Map<string, Collected>();

  constructor(
    private readonly route: Route,
    private readonly grants: Grants,
    private readonly marks: FindingMarks,
  ) {
    for (const [index, rule] of (route.spec.rules ?? []).entries()) this.addRule(rule, `spec.rules[${index}]`);
  }

  get all(): readonly BackendTopology[] {
    return [...this.found.values()];
  }

  private addRule(rule: RouteRule, path: string): void {
    const { backendRefs = [], filters = [] } = rule;
    const total = backendRefs.reduce((sum, { weight = 1 }) => sum + weight, 0);
    for (const [index, ref] of backendRefs.entries()) {
      const { weight = 1, filters: own = [] } = ref;
      const at = `${path}.backendRefs[${index}]`;
      this.add(ref, [ruleText(rule), ...(weight === total ? [] : [percent(weight, total)])].join(' '), at);
      this.addFilters(own, rule, at);
    }
    this.addFilters(filters, rule, path);
  }

  private addFilters(filters: readonly RouteFilter[], rule: RouteRule, path: string): void {
    for (const [index, { requestMirror: mirror, externalAuth }] of filters.entries()) {
      const at = `${path}.filters[${index}]`;
      if (mirror) {
        const { percent: of100, fraction } = mirror;
        const part = fraction ? percent(fraction.numerator, fraction.denominator ?? 100) : percent(of100 ?? 100, 100);
        this.add(
          mirror.backendRef,
          `mirror of ${ruleText(rule)}${part === '100 %' ? '' : ` ${part}`}`,
          `${at}.requestMirror.backendRef`,
        );
      }
      if (externalAuth)
        this.add(externalAuth.backendRef, `asked about ${ruleText(rule)}`, `${at}.externalAuth.backendRef`);
    }
  }

  private add(ref: BackendRef, label: string, path: string): void {
    const own = namespaceOf(this.route);
    const { group = '', kind = 'Service', namespace = own, name, port } = ref;
    const key = `${kind} ${namespace}/${name}:${port}`;
    const known = this.found.get(key) ?? this.made({ group, kind, namespace, name }, port);
    this.found.set(key, known);
    known.labels.push(label.trim());
    known.marks = joined(known.marks, this.marks.of(this.route, path));
  }

  private made(
    to: { readonly group: string; readonly kind: string; readonly namespace: string; readonly name: string },
    port: number | undefined,
  ): Collected {
    const { kind, namespace, name } = to;
    const own = namespaceOf(this.route);
    const from = { group: GATEWAY_API_GROUP, kind: this.route.kind, namespace: own };
    const crosses = namespace !== own;
    const grant = crosses ? this.grants.find(from, to)?.metadata.name : undefined;
    return { kind, namespace, name, port, crosses, grant, labels: [], marks: this.marks.at(kind, namespace, name) };
  }
}

function splitOf(rule: RouteRule): readonly string[] {
  const refs = (rule.backendRefs ?? []).filter(({ weight = 1 }) => weight > 0);
  if (refs.length < 2) return [];
  const total = refs.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const shares = refs.map(({ name, weight = 1 }) => `${name} ${percent(weight, total)}`).join(', ');
  const match = ruleText(rule);
  return [match === '' ? shares : `${match}: ${shares}`];
}

function redirectsOf(rule: RouteRule): readonly RedirectTopology[] {
  return (rule.filters ?? []).flatMap(({ requestRedirect }) =>
    requestRedirect
      ? [{ target: targetOf(requestRedirect), label: `${ruleText(rule)} ${requestRedirect.statusCode ?? 302}`.trim() }]
      : [],
  );
}

function targetOf({ scheme, hostname, port, path }: Redirect): string {
  const to =
    path?.replaceFullPath ?? (path?.replacePrefixMatch === undefined ? '' : `${path.replacePrefixMatch || '/'}…`);
  if (hostname !== undefined)
    return `${scheme === undefined ? '' : `${scheme}://`}${hostname}${port === undefined ? '' : `:${port}`}${to}`;
  return [
    'same host',
    ...(scheme === undefined ? [] : [`by ${scheme}`]),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(to === '' ? [] : [to]),
  ].join(' ');
}
