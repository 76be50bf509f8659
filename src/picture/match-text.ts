import { compareText } from '../rehearsal/canonical-text';
import type { RouteMatch, RouteRule } from '../rehearsal/controller/api-kinds';

/** What a match asks for, in short, whatever the order of its conditions and the case of header names: `POST /cart`, `=/exact`, `~/re[gx]`, `shop.Cart/Add`, `/ x-canary: 1 ?beta=1`. */
export function matchText({ path, method, headers = [], queryParams = [] }: RouteMatch): string {
  const call = typeof method === 'object' ? `${method.service ?? '*'}/${method.method ?? '*'}` : undefined;
  const sign = { Exact: '=', RegularExpression: '~' }[path?.type ?? ''] ?? '';
  const conditions = [
    ...headers.map(({ name, value }) => ` ${name.toLowerCase()}: ${value}`).sort(compareText),
    ...queryParams.map(({ name, value }) => ` ?${name}=${value}`).sort(compareText),
  ];
  return `${typeof method === 'string' ? `${method} ` : ''}${call ?? `${sign}${path?.value ?? '/'}`}${conditions.join('')}`;
}

/** The first match of a rule, and how many there are besides; `''` where the kind of route has none. */
export function ruleText({ matches }: RouteRule): string {
  if (!matches) return '';
  const [first = '/', ...others] = matchTexts(matches);
  return `${first}${others.length > 0 ? ` +${others.length}` : ''}`;
}

/** All matches of a rule, in an order of their own: that in which they stand means nothing. */
export function matchesText({ matches }: RouteRule): string {
  return matches ? matchTexts(matches).join(' or ') : '';
}

function matchTexts(matches: readonly RouteMatch[]): readonly string[] {
  return matches.length === 0 ? ['/'] : matches.map(matchText).sort(compareText);
}

/** A share of all, in percent with a digit behind the point if there is one: `33.3 %`. */
export function percent(part: number, total: number): string {
  return `${Number(((100 * part) / Math.max(total, 1)).toFixed(1))} %`;
}
