import type { BackendRef, Redirect, Route, RouteFilter, RouteRule } from '../rehearsal/controller/api-kinds';
import { GATEWAY_API_GROUP } from '../rehearsal/controller/api-kinds';
import type { Grants } from '../rehearsal/controller/grants';
import { namespaceOf } from '../rehearsal/inventory';
import { type FindingMarks, joined } from './finding-marks';
import { matchesText, percent, ruleText } from './match-text';
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
    redirects: redirectsOf(rules),
  };
}

type Collected = Omit<BackendTopology, 'labels' | 'details' | 'marks'> & {
  readonly labels: string[];
  readonly details: string[];
  marks: readonly Mark[];
};

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
    const shares = sharesOf(backendRefs);
    for (const [index, ref] of backendRefs.entries()) {
      const at = `${path}.backendRefs[${index}]`;
      const share = shares.get(ref);
      // Of a backend that stands in a rule twice there is the sum, once.
      if (share !== undefined) this.add(ref, rule, (match) => [match, share].join(' '), at);
      this.addFilters(ref.filters ?? [], rule, at);
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
          rule,
          (match) => `mirror of ${match}${part === '100 %' ? '' : ` ${part}`}`,
          `${at}.requestMirror.backendRef`,
        );
      }
      if (externalAuth)
        this.add(externalAuth.backendRef, rule, (match) => `asked about ${match}`, `${at}.externalAuth.backendRef`);
    }
  }

  /** @param label by the text of the rule's matches */
  private add(ref: BackendRef, rule: RouteRule, label: (match: string) => string, path: string): void {
    const own = namespaceOf(this.route);
    const { group = '', kind = 'Service', namespace = own, name, port } = ref;
    const key = `${kind} ${namespace}/${name}:${port}`;
    const known = this.found.get(key) ?? this.made({ group, kind, namespace, name }, port);
    this.found.set(key, known);
    known.labels.push(label(ruleText(rule)).trim());
    known.details.push(label(matchesText(rule)).trim());
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
    return {
      kind,
      namespace,
      name,
      port,
      crosses,
      grant,
      labels: [],
      details: [],
      marks: this.marks.at(kind, namespace, name),
    };
  }
}

/** The share of each backend of a rule, at the first place that names it; `''` for what gets everything. */
function sharesOf(refs: readonly BackendRef[]): ReadonlyMap<BackendRef, string> {
  const total = refs.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const sums = new Map<string, { readonly first: BackendRef; weight: number }>();
  for (const ref of refs) {
    const { group = '', kind = 'Service', namespace = '', name, port, weight = 1 } = ref;
    const key = `${group}/${kind} ${namespace}/${name}:${port}`;
    const known = sums.get(key);
    if (known) known.weight += weight;
    else sums.set(key, { first: ref, weight });
  }
  return new Map(
    [...sums.values()].map(({ first, weight }) => [first, weight === total && total > 0 ? '' : percent(weight, total)]),
  );
}

function splitOf(rule: RouteRule): readonly string[] {
  const refs = (rule.backendRefs ?? []).filter(({ weight = 1 }) => weight > 0);
  if (refs.length < 2) return [];
  const total = refs.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const shares = refs.map(({ name, weight = 1 }) => `${name} ${percent(weight, total)}`).join(', ');
  const match = ruleText(rule);
  return [match === '' ? shares : `${match}: ${shares}`];
}

/** Targets of all rules, each once. */
function redirectsOf(rules: readonly RouteRule[]): readonly RedirectTopology[] {
  const labels = new Map<string, string[]>();
  for (const rule of rules) {
    for (const { requestRedirect } of rule.filters ?? []) {
      if (!requestRedirect) continue;
      const target = targetOf(requestRedirect);
      const known = labels.get(target) ?? [];
      labels.set(target, known);
      known.push(`${ruleText(rule)} ${requestRedirect.statusCode ?? 302}`.trim());
    }
  }
  return [...labels].map(([target, all]) => ({ target, labels: all }));
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
