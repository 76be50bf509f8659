import { type Code, call, codeOf, recordOf } from '../code';
import { hasOnly, listOf } from '../json';

/** How backends are written. */
export interface BackendOptions {
  /** Namespace of the route. */
  readonly namespace: string;
  /** False: nobody but the input grants references to other namespaces. */
  readonly grant: boolean;
  /** Filters of a backend, in the terms of its route. */
  readonly filterOf: (filter: unknown, at: string) => Code;
}

/** `Backend.service(…)`, or `Backend.ref(…)` for what is no Service with a port. */
export function backendOf(ref: unknown, at: string, options: BackendOptions, withWeight = true): Code {
  const { namespace, grant, filterOf } = options;
  if (!hasOnly(ref, 'group', 'kind', 'name', 'namespace', 'port', 'weight', 'filters')) return rawOf(ref, at, options);
  const { group = '', kind = 'Service', name, port, weight = 1, filters } = ref;
  if (group !== '' || kind !== 'Service' || port === undefined) return rawOf(ref, at, options);
  const foreign = ref.namespace !== undefined && ref.namespace !== namespace;
  const more = recordOf({
    namespace: foreign ? codeOf(ref.namespace) : undefined,
    weight: withWeight && weight !== 1 ? codeOf(weight, `${at}.weight`) : undefined,
    filters: filters === undefined ? undefined : listCode(filters, `${at}.filters`, filterOf),
    grant: foreign && !grant ? codeOf(false) : undefined,
  });
  return call('Backend', 'service', [codeOf(name), codeOf(port), ...(more.members.length > 0 ? [more] : [])], at);
}

function rawOf(ref: unknown, at: string, { namespace, grant }: BackendOptions): Code {
  const foreign =
    typeof ref === 'object' && ref !== null && 'namespace' in ref && (ref.namespace ?? namespace) !== namespace;
  return call(
    'Backend',
    'ref',
    [codeOf(ref, at), ...(foreign && !grant ? [recordOf({ grant: codeOf(false) })] : [])],
    at,
  );
}

/** A list in which each item is written by `codeOfItem`. */
export function listCode(list: unknown, at: string, codeOfItem: (item: unknown, at: string) => Code): Code {
  return { type: 'list', items: listOf(list).map((item, index) => codeOfItem(item, `${at}[${index}]`)), at };
}
