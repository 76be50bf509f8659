import type { RouteMatch, RouteRule } from '../rehearsal/controller/api-kinds';

/** What a match asks for, in short: `POST /cart`, `=/exact`, `~/re[gx]`, `shop.Cart/Add`, `/ x-canary: 1 ?beta=1`. */
export function matchText({ path, method, headers = [], queryParams = [] }: RouteMatch): string {
  const call = typeof method === 'object' ? `${method.service ?? '*'}/${method.method ?? '*'}` : undefined;
  const sign = { Exact: '=', RegularExpression: '~' }[path?.type ?? ''] ?? '';
  const conditions = [
    ...headers.map(({ name, value }) => ` ${name}: ${value}`),
    ...queryParams.map(({ name, value }) => ` ?${name}=${value}`),
  ];
  return `${typeof method === 'string' ? `${method} ` : ''}${call ?? `${sign}${path?.value ?? '/'}`}${conditions.join('')}`;
}

/** The first match of a rule, and how many there are besides; `''` where the kind of route has none. */
export function ruleText({ matches }: RouteRule): string {
  if (!matches) return '';
  const [first = {}] = matches;
  return `${matchText(first)}${matches.length > 1 ? ` +${matches.length - 1}` : ''}`;
}

/** A share of all, in percent with a digit behind the point if there is one: `33.3 %`. */
export function percent(part: number, total: number): string {
  return `${Number(((100 * part) / Math.max(total, 1)).toFixed(1))} %`;
}
