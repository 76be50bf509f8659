import { type Code, codeOf, type RecordCode, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { fieldOf, hasOnly, isFields, listOf } from '../json';
import { type BackendOptions, backendOf, listCode } from './backends';
import { filterOf } from './http-filter';
import { httpMatchOf } from './http-match';
import { parentsOf, UNFIT_PARENTS, unfitRoute } from './parents';
import { variantsOf } from './route-variants';

/** HttpRoute, or WeightedHttpRoute for a single rule that splits. */
export const draftHttpRoute: Drafter = (object, context) => {
  const { spec } = object.manifest;
  const other = unfitRoute(spec);
  if (other !== undefined || !isFields(spec)) return [other];
  const namespace = object.namespace ?? 'default';
  return variantsOf('HTTPRoute', object, context).flatMap(({ constructs, grant }): (Draft | string | undefined)[] => {
    const parents = parentsOf(spec, namespace, context, { constructs });
    if (!parents) return [UNFIT_PARENTS];
    const hostnames = spec.hostnames === undefined ? undefined : codeOf(spec.hostnames, 'spec.hostnames');
    const options: BackendOptions = {
      namespace,
      grant,
      filterOf: (filter, at) => filterOf(filter, at, { factory: 'HttpFilter', namespace, grant }),
    };
    return [
      weighted(spec.rules, { parents, hostnames }, options),
      {
        construct: 'HttpRoute',
        props: recordOf({
          parents,
          hostnames,
          rules: listCode(spec.rules, 'spec.rules', (rule, at) => ruleOf(rule, at, options)),
        }),
      },
    ];
  });
};

function ruleOf(rule: unknown, at: string, options: BackendOptions): Code {
  const whole = ruleMembers(rule, at, options);
  return whole ? recordOf(whole, at) : codeOf(rule, at);
}

type Members = Readonly<Record<string, Code | undefined>>;

function ruleMembers(rule: unknown, at: string, options: BackendOptions): Members | undefined {
  if (!isFields(rule)) return undefined;
  const { name, matches, filters, backendRefs, ...rest } = rule;
  return {
    name: name === undefined ? undefined : codeOf(name),
    matches: matches === undefined || isEvery(matches) ? undefined : listCode(matches, `${at}.matches`, httpMatchOf),
    filters: filters === undefined ? undefined : listCode(filters, `${at}.filters`, options.filterOf),
    backends:
      backendRefs === undefined
        ? undefined
        : listCode(backendRefs, `${at}.backendRefs`, (ref, place) => backendOf(ref, place, options)),
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, codeOf(value, `${at}.${key}`)])),
  };
}

/** What the API server fills in for no match. */
function isEvery(matches: unknown): boolean {
  const [first, second] = listOf(matches);
  return (
    second === undefined &&
    hasOnly(first, 'path') &&
    fieldOf(first, 'path', 'type') === 'PathPrefix' &&
    fieldOf(first, 'path', 'value') === '/'
  );
}

/** Shares are what the construct is for: one rule, several backends, not all of one weight. */
function weighted(rules: unknown, head: Members, options: BackendOptions): Draft | undefined {
  const [rule, second] = listOf(rules);
  const refs = listOf(fieldOf(rule, 'backendRefs'));
  const weights = refs.map((ref) => fieldOf(ref, 'weight') ?? 1);
  if (second !== undefined || refs.length < 2 || weights.every((weight) => weight === weights[0])) return undefined;
  const members = ruleMembers(rule, 'spec.rules[0]', options);
  if (!members || members.name) return undefined;
  const total = weights.reduce<number>((sum, weight) => sum + (typeof weight === 'number' ? weight : Number.NaN), 0);
  const share = total === 100 ? 'percent' : 'weight';
  const backends: Code = {
    type: 'list',
    at: 'spec.rules[0].backendRefs',
    items: refs.map((ref, index): RecordCode => {
      const at = `spec.rules[0].backendRefs[${index}]`;
      return recordOf(
        { backend: backendOf(ref, at, options, false), [share]: codeOf(weights[index], `${at}.weight`) },
        at,
      );
    }),
  };
  return { construct: 'WeightedHttpRoute', props: recordOf({ ...head, ...members, backends }) };
}
