import { type Code, call, codeOf, recordOf } from '../code';
import { type Fields, fieldOf, hasOnly, isFields, listOf, textOf } from '../json';
import { type BackendOptions, backendOf } from './backends';

/** What a filter of HTTPRoute or GRPCRoute is written with. */
export interface FilterOptions extends Omit<BackendOptions, 'filterOf'> {
  readonly factory: 'HttpFilter' | 'GrpcFilter';
}

/** `HttpFilter.redirect({ … })`, or the filter as it is where the library has no word for something in it. */
export function filterOf(filter: unknown, at: string, options: FilterOptions): Code {
  const raw = codeOf(filter, at);
  if (!isFields(filter)) return raw;
  const { type, ...rest } = filter;
  const [entry, second] = Object.entries(rest).filter(([, value]) => value !== undefined);
  if (!entry || second) return raw;
  const [member, value] = entry;
  const write = WRITERS[`${textOf(type)} ${member}`];
  const inner = `${at}.${member}`;
  return (isFields(value) && write?.(value, at, inner, options)) || raw;
}

type Writer = (value: Fields, at: string, inner: string, options: FilterOptions) => Code | undefined;

const WRITERS: Readonly<Record<string, Writer>> = {
  'RequestHeaderModifier requestHeaderModifier': (value, at, inner, { factory }) =>
    headerChanges(factory, 'Request', value, at, inner),
  'ResponseHeaderModifier responseHeaderModifier': (value, at, inner, { factory }) =>
    headerChanges(factory, 'Response', value, at, inner),
  'RequestRedirect requestRedirect': (value, at, inner) => {
    const path = pathOf(value.path, `${inner}.path`);
    if (!hasOnly(value, 'scheme', 'hostname', 'path', 'port', 'statusCode') || path === null) return undefined;
    const { path: _path, statusCode, ...others } = value;
    const members = recordOf({
      ...Object.fromEntries(Object.entries(others).map(([name, each]) => [name, codeOf(each, `${inner}.${name}`)])),
      path,
      statusCode: statusCode === undefined || statusCode === 302 ? undefined : codeOf(statusCode),
    });
    return call('HttpFilter', 'redirect', [members], at);
  },
  'URLRewrite urlRewrite': (value, at, inner) => {
    const path = pathOf(value.path, `${inner}.path`);
    if (!hasOnly(value, 'hostname', 'path') || path === null) return undefined;
    const hostname = value.hostname === undefined ? undefined : codeOf(value.hostname, `${inner}.hostname`);
    return call('HttpFilter', 'rewrite', [recordOf({ hostname, path })], at);
  },
  'RequestMirror requestMirror': (value, at, inner, options) => {
    if (!hasOnly(value, 'backendRef', 'percent', 'fraction')) return undefined;
    const { backendRef, ...share } = value;
    const backend = backendOf(backendRef, `${inner}.backendRef`, { ...options, filterOf: codeOf });
    return call(
      options.factory,
      'mirror',
      [backend, ...(Object.keys(share).length > 0 ? [codeOf(share, inner)] : [])],
      at,
    );
  },
  'CORS cors': (value, at, inner) => call('HttpFilter', 'cors', [codeOf(value, inner)], at),
  'ExtensionRef extensionRef': (value, at, inner, { factory }) =>
    call(factory, 'extensionRef', [codeOf(value, inner)], at),
};

/** `{ full }` or `{ prefix }`; undefined where there is none, null for what the library has no word for. */
function pathOf(path: unknown, at: string): Code | undefined | null {
  if (path === undefined) return undefined;
  const [full, prefix] = [fieldOf(path, 'replaceFullPath'), fieldOf(path, 'replacePrefixMatch')];
  if (!hasOnly(path, 'type', 'replaceFullPath', 'replacePrefixMatch')) return null;
  if (path.type === 'ReplaceFullPath' && full !== undefined && prefix === undefined)
    return recordOf({ full: codeOf(full) }, at);
  if (path.type === 'ReplacePrefixMatch' && prefix !== undefined && full === undefined)
    return recordOf({ prefix: codeOf(prefix) }, at);
  return null;
}

/** The short word where one thing is done, else all changes in one. */
function headerChanges(
  factory: FilterOptions['factory'],
  side: 'Request' | 'Response',
  value: Fields,
  at: string,
  inner: string,
): Code | undefined {
  if (!hasOnly(value, 'add', 'set', 'remove')) return undefined;
  const [add, set] = [headersOf(value.add, `${inner}.add`), headersOf(value.set, `${inner}.set`)];
  const remove = value.remove === undefined ? undefined : listOf(value.remove);
  if (add === null || set === null) return undefined;
  const given = [add, set, remove].filter((each) => each !== undefined).length;
  if (factory === 'HttpFilter' && given === 1) {
    if (add) return call(factory, `add${side}Headers`, [add], at);
    if (set) return call(factory, `set${side}Headers`, [set], at);
    if (remove && remove.length > 0)
      return call(
        factory,
        `remove${side}Headers`,
        remove.map((name) => codeOf(name)),
        at,
      );
  }
  const changes = recordOf({ add, set, remove: remove && codeOf(remove, `${inner}.remove`) });
  return call(factory, side === 'Request' ? 'requestHeaders' : 'responseHeaders', [changes], at);
}

/** `{ name: value }`; null where a name stands twice or looks like a number, whose place in a map is another. */
function headersOf(list: unknown, at: string): Code | undefined | null {
  if (list === undefined) return undefined;
  const members: [string, Code][] = [];
  for (const [index, item] of listOf(list).entries()) {
    const name = textOf(fieldOf(item, 'name'));
    if (name === undefined || !hasOnly(item, 'name', 'value') || /^\d+$/.test(name)) return null;
    if (members.some(([known]) => known === name)) return null;
    members.push([name, codeOf(item.value, `${at}[${index}]`)]);
  }
  return { type: 'record', members, at };
}
