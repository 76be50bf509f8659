/**
 * True if some host fits both hostnames, as a Gateway API controller decides on attaching a route: a wildcard stands for one
 * or more whole labels, and not for the bare domain. Undefined fits every host.
 */
export function hostnamesIntersect(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || a === '' || b === undefined || b === '') return true;
  if (a === b) return true;
  const [wildA, wildB] = [a.startsWith('*.'), b.startsWith('*.')];
  if (wildA && wildB) return a.endsWith(b.slice(1)) || b.endsWith(a.slice(1));
  if (wildA) return b.endsWith(a.slice(1));
  return wildB && a.endsWith(b.slice(1));
}

/**
 * What two hostnames have in common; undefined if nothing. Undefined, as a hostname, is every one, and so is the result of two of these.
 */
export function hostnameIntersection(
  a: string | undefined,
  b: string | undefined,
): { readonly hostname: string } | undefined {
  if (a === undefined || a === '') return { hostname: b ?? '' };
  if (b === undefined || b === '') return { hostname: a };
  if (!hostnamesIntersect(a, b)) return undefined;
  if (!a.startsWith('*.')) return { hostname: a };
  if (!b.startsWith('*.')) return { hostname: b };
  return { hostname: a.length >= b.length ? a : b };
}

/** Hostnames of listeners and routes that a host is one of, the most specific first; the last is `''`, every host. */
export function hostnamesOf(host: string): readonly string[] {
  if (host === '') return [''];
  const found = [host];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) found.push(`*${host.slice(dot)}`);
  found.push('');
  return found;
}
