import type { PathModifier } from '../controller/api-kinds';

/**
 * The path after a rewrite or in a redirect, without query.
 *
 * A prefix is replaced by element, with or without slashes at the ends: `/foo` by `/xyz` makes `/xyz/bar` of `/foo/bar`, `/xyz` of `/foo`; by `/`
 * or nothing it makes `/bar`, and `/`. (Specification: HTTPPathModifier.replacePrefixMatch.)
 *
 * @param prefix that of the match; undefined for other matches, of which nothing is replaced
 */
export function modifiedPath(path: string, modifier: PathModifier | undefined, prefix: string | undefined): string {
  if (modifier?.type === 'ReplaceFullPath') return modifier.replaceFullPath ?? path;
  if (modifier?.type !== 'ReplacePrefixMatch' || prefix === undefined) return path;
  const bare = prefix.replace(/\/$/, '');
  const replacement = (modifier.replacePrefixMatch ?? '').replace(/\/$/, '');
  const rest = path.slice(bare.length);
  return `${replacement}${rest}` || '/';
}
