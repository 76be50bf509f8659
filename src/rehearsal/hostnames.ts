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
