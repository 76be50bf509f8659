import type { Field } from '../resource/field';
import { Backend } from './backend';
import { type CrossReference, localReference } from './backend-grants';
import { HttpFilter } from './http-filter';
import type { HttpMatch } from './http-match';
import { checkHttpPath } from './http-path-check';
import { checkHeaders, checkRegex, checkTimeouts, checkWeights } from './route-checks';
import {
  type HttpBackendRefShape,
  type HttpRouteFilterShape,
  type HttpRouteMatchShape,
  type HttpRouteRuleShape,
  shapeOf,
} from './shapes';

/** One rule of an HTTPRoute, in our own terms. */
export interface HttpRouteRule {
  /** Unique within the route. In the standard channel since Gateway API 1.4. */
  readonly name?: string;
  /** Any of them will do. At most 64. @default every path */
  readonly matches?: readonly (HttpMatch | HttpRouteMatchShape)[];
  /** In the order given, at most one of each type (mirrors excepted). @default none */
  readonly filters?: readonly (HttpFilter | HttpRouteFilterShape)[];
  /** Where requests go, by weight. At most 16. */
  readonly backends?: readonly (Backend | HttpBackendRefShape)[];
  /** `request`: the whole, retries included; `backendRequest`: one attempt. Durations such as `10s`. */
  readonly timeouts?: HttpRouteRuleShape['timeouts'];
  /** Experimental channel. `codes` 400 to 599, `attempts` 1 or more, `backoff` a duration. */
  readonly retry?: HttpRouteRuleShape['retry'];
  /** Experimental channel; no Cilium release implements it. */
  readonly sessionPersistence?: HttpRouteRuleShape['sessionPersistence'];
}

/** A rule in the API's shape, and what it refers to. */
export interface BuiltRule {
  readonly shape: HttpRouteRuleShape;
  readonly references: readonly CrossReference[];
}

/**
 * @param namespace of the route
 * @throws InvalidFieldError for what the API server would refuse, or what would answer every request with an error
 */
export function buildHttpRule(
  field: Field,
  rule: HttpRouteRule | HttpRouteRuleShape,
  namespace: string | undefined,
): BuiltRule {
  const { matches, filters, ...rest } = rule;
  const given = backendsOf(rule);
  const backendsField = field.at('backends');
  const shape: HttpRouteRuleShape = {
    ...withoutBackends(rest),
    matches: (matches ?? []).map((match) => shapeOf<HttpRouteMatchShape>(match)),
    ...(filters && filters.length > 0
      ? { filters: filters.map((filter) => localFilter(shapeOf<HttpRouteFilterShape>(filter), namespace)) }
      : {}),
    ...(given.length > 0
      ? { backendRefs: given.map((backend) => localReference(shapeOf<HttpBackendRefShape>(backend), namespace)) }
      : {}),
  };
  // An empty list gets no default from the API server; a list that is absent does.
  const built: HttpRouteRuleShape = shape.matches?.length === 0 ? { ...shape, matches: [EVERY_PATH] } : shape;
  checkMatches(field.at('matches'), built.matches ?? []);
  checkFilters(field, built);
  checkBackends(field, built);
  if (built.timeouts) checkTimeouts(field.at('timeouts'), built.timeouts);
  return {
    shape: built,
    references: [...backendReferences(backendsField, given), ...filterReferences(field.at('filters'), filters ?? [])],
  };
}

const EVERY_PATH: HttpRouteMatchShape = { path: { type: 'PathPrefix', value: '/' } };

/** Mirrors and authorizers of the route's own namespace are named without it. */
function localFilter(filter: HttpRouteFilterShape, namespace: string | undefined): HttpRouteFilterShape {
  const { requestMirror: mirror, externalAuth: auth } = filter;
  if (mirror)
    return { ...filter, requestMirror: { ...mirror, backendRef: localReference(mirror.backendRef, namespace) } };
  if (auth) return { ...filter, externalAuth: { ...auth, backendRef: localReference(auth.backendRef, namespace) } };
  return filter;
}

function backendsOf(rule: HttpRouteRule | HttpRouteRuleShape): readonly (Backend | HttpBackendRefShape)[] {
  if ('backends' in rule) return rule.backends ?? [];
  return 'backendRefs' in rule ? (rule.backendRefs ?? []) : [];
}

function withoutBackends(rule: Omit<HttpRouteRule & HttpRouteRuleShape, 'matches' | 'filters'>): HttpRouteRuleShape {
  const { backends: _backends, backendRefs: _backendRefs, ...rest } = rule;
  return rest;
}

function checkMatches(field: Field, matches: readonly HttpRouteMatchShape[]): void {
  matches.forEach(({ path, headers, queryParams }, index) => {
    const place = field.item(index);
    if (path?.value !== undefined) {
      const value = place.at('path').at('value');
      if (path.type === 'RegularExpression') checkRegex(value, path.value);
      else checkHttpPath(value, path.value);
    }
    if (headers) {
      checkHeaders(place.at('headers'), headers);
      checkExpressions(place.at('headers'), headers);
    }
    if (queryParams) checkExpressions(place.at('queryParams'), queryParams);
  });
}

function checkExpressions(field: Field, list: readonly { readonly type?: string; readonly value: string }[]): void {
  list.forEach(({ type, value }, index) => {
    if (type === 'RegularExpression') checkRegex(field.item(index).at('value'), value);
  });
}

function checkFilters(field: Field, { filters = [], matches = [], backendRefs = [] }: HttpRouteRuleShape): void {
  const place = field.at('filters');
  const first = new Map<string, number>();
  filters.forEach((filter, index) => {
    const { type } = filter;
    const before = first.get(type);
    if (before !== undefined && type !== 'RequestMirror' && type !== 'ExtensionRef') {
      place
        .item(index)
        .fail(type, `stands here for the second time, after ${place.item(before).path}`, 'Put both into one filter.');
    }
    first.set(type, index);
    const replacement = filter.requestRedirect?.path ?? filter.urlRewrite?.path;
    if (
      replacement?.type === 'ReplacePrefixMatch' &&
      (matches.length !== 1 || matches[0]?.path?.type !== 'PathPrefix')
    ) {
      place
        .item(index)
        .fail(
          type,
          'replaces the matched prefix, for which the rule must have exactly one match, by prefix',
          'Split the rule, or replace the full path.',
        );
    }
    for (const modifier of [filter.requestHeaderModifier, filter.responseHeaderModifier]) {
      for (const list of [modifier?.add, modifier?.set]) if (list) checkHeaders(place.item(index), list);
    }
  });
  const redirect = first.get('RequestRedirect');
  if (redirect === undefined) return;
  if (first.has('URLRewrite')) {
    place
      .item(redirect)
      .fail(
        'RequestRedirect',
        'stands beside URLRewrite, and a request is either redirected or sent on',
        'Leave one out.',
      );
  }
  if (backendRefs.length > 0) {
    place
      .item(redirect)
      .fail('RequestRedirect', 'stands beside backends, which no request would reach', 'Leave one of the two out.');
  }
}

function checkBackends(field: Field, { backendRefs = [], filters = [] }: HttpRouteRuleShape): void {
  const place = field.at('backends');
  if (backendRefs.length === 0 && !filters.some(({ type }) => type === 'RequestRedirect' || type === 'ExtensionRef')) {
    place.fail(
      backendRefs,
      'has no backend, and no filter answers either: every request would be answered with 500',
      'Give a backend, or a redirect.',
    );
  }
  backendRefs.forEach((backend, index) => {
    if ((backend.group ?? '') === '' && (backend.kind ?? 'Service') === 'Service' && backend.port === undefined) {
      place
        .item(index)
        .at('port')
        .fail(undefined, 'is missing', `Give the port of the Service ${JSON.stringify(backend.name)}.`);
    }
  });
  checkWeights(place, backendRefs);
}

/** What backends refer to. */
export function backendReferences(
  field: Field,
  backends: readonly (Backend | HttpBackendRefShape)[],
): CrossReference[] {
  return backends.map((backend, index) => {
    const granted = backend instanceof Backend ? backend.grant : true;
    return crossReference(field.item(index), shapeOf<HttpBackendRefShape>(backend), granted);
  });
}

/** What filters refer to: mirrors and authorizers. */
function filterReferences(field: Field, filters: readonly (HttpFilter | HttpRouteFilterShape)[]): CrossReference[] {
  return filters.flatMap((filter, index) => {
    const shape = shapeOf<HttpRouteFilterShape>(filter);
    const granted = !(filter instanceof HttpFilter) || filter.backends.every(({ grant }) => grant);
    return [shape.requestMirror?.backendRef, shape.externalAuth?.backendRef]
      .filter((reference) => reference !== undefined)
      .map((reference) => crossReference(field.item(index), reference, granted));
  });
}

/** A reference with its defaults. */
export function crossReference(
  field: Field,
  {
    group = '',
    kind = 'Service',
    name,
    namespace,
  }: { group?: string; kind?: string; name: string; namespace?: string },
  grant: boolean,
): CrossReference {
  return { field: field.at('namespace'), group, kind, name, ...(namespace === undefined ? {} : { namespace }), grant };
}
