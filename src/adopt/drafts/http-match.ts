import { type Code, call, codeOf } from '../code';
import { fieldOf, hasOnly, listOf, textOf } from '../json';

const PATHS: Readonly<Record<string, string>> = { PathPrefix: 'prefix', Exact: 'exact', RegularExpression: 'regex' };

/** `HttpMatch.prefix('/')…`, or the match as it is where the library has no word for something in it. */
export function httpMatchOf(match: unknown, at: string): Code {
  if (!hasOnly(match, 'path', 'method', 'headers', 'queryParams')) return codeOf(match, at);
  const { path = { type: 'PathPrefix', value: '/' }, method, headers, queryParams } = match;
  const factory = PATHS[textOf(fieldOf(path, 'type')) ?? 'PathPrefix'];
  if (factory === undefined || !hasOnly(path, 'type', 'value')) return codeOf(match, at);
  const value = textOf(path.value) ?? '/';
  let code: Code =
    factory === 'prefix' && value === '/'
      ? call('HttpMatch', 'any', [], at)
      : call('HttpMatch', factory, [codeOf(value, `${at}.path`)], at);
  if (method !== undefined) code = call(code, 'method', [codeOf(method)], at);
  for (const [list, name] of [
    [headers, 'header'],
    [queryParams, 'query'],
  ] as const) {
    const chained = withConditions(code, list, name, at);
    if (!chained) return codeOf(match, at);
    code = chained;
  }
  return code;
}

/** Conditions on headers or query parameters as a chain of calls; undefined where they have other fields. */
export function withConditions(code: Code, list: unknown, name: 'header' | 'query', at: string): Code | undefined {
  let chained = code;
  for (const item of listOf(list)) {
    if (!hasOnly(item, 'type', 'name', 'value')) return undefined;
    const { type = 'Exact' } = item;
    if (type !== 'Exact' && type !== 'RegularExpression') return undefined;
    const method = type === 'Exact' ? name : `${name}Regex`;
    chained = call(chained, method, [codeOf(item.name), codeOf(item.value)], at);
  }
  return chained;
}
