import { type Code, call, codeOf, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { hasOnly, isFields } from '../json';
import { type BackendOptions, backendOf, listCode } from './backends';
import { filterOf } from './http-filter';
import { withConditions } from './http-match';
import { parentsOf, UNFIT_PARENTS, unfitRoute } from './parents';
import { variantsOf } from './route-variants';

export const draftGrpcRoute: Drafter = (object, context) => {
  const { spec } = object.manifest;
  const other = unfitRoute(spec);
  if (other !== undefined || !isFields(spec)) return [other];
  const namespace = object.namespace ?? 'default';
  return variantsOf('GRPCRoute', object, context).flatMap(({ constructs, grant }): (Draft | string)[] => {
    const parents = parentsOf(spec, namespace, context, { constructs });
    if (!parents) return [UNFIT_PARENTS];
    const options: BackendOptions = {
      namespace,
      grant,
      filterOf: (filter, at) => filterOf(filter, at, { factory: 'GrpcFilter', namespace, grant }),
    };
    const rules = listCode(spec.rules, 'spec.rules', (rule, at) => ruleOf(rule, at, options));
    const hostnames = spec.hostnames === undefined ? undefined : codeOf(spec.hostnames, 'spec.hostnames');
    return [{ construct: 'GrpcRoute', props: recordOf({ parents, hostnames, rules }) }];
  });
};

function ruleOf(rule: unknown, at: string, options: BackendOptions): Code {
  if (!hasOnly(rule, 'name', 'matches', 'filters', 'backendRefs', 'sessionPersistence')) return codeOf(rule, at);
  const { name, matches, filters, backendRefs, sessionPersistence } = rule;
  return recordOf(
    {
      name: name === undefined ? undefined : codeOf(name),
      matches: matches === undefined ? undefined : listCode(matches, `${at}.matches`, matchOf),
      filters: filters === undefined ? undefined : listCode(filters, `${at}.filters`, options.filterOf),
      backends: listCode(backendRefs ?? [], `${at}.backendRefs`, (ref, place) => backendOf(ref, place, options)),
      sessionPersistence: sessionPersistence === undefined ? undefined : codeOf(sessionPersistence),
    },
    at,
  );
}

function matchOf(match: unknown, at: string): Code {
  const raw = codeOf(match, at);
  if (!hasOnly(match, 'method', 'headers')) return raw;
  const start = methodOf(match.method, at);
  return (start && withConditions(start, match.headers, 'header', at)) || raw;
}

function methodOf(method: unknown, at: string): Code | undefined {
  if (method === undefined) return call('GrpcMatch', 'any', [], at);
  if (!hasOnly(method, 'type', 'service', 'method')) return undefined;
  const { type = 'Exact', service, method: name } = method;
  if (type === 'RegularExpression') {
    const expressions = { service, method: name };
    return call('GrpcMatch', 'regex', [codeOf(expressions)], at);
  }
  if (type !== 'Exact' || service === undefined) return undefined;
  return name === undefined
    ? call('GrpcMatch', 'service', [codeOf(service)], at)
    : call('GrpcMatch', 'method', [codeOf(service), codeOf(name)], at);
}
