import type { FieldComment } from './adopted-object';
import type { AdoptedConstruct } from './adoption';
import { placesOf } from './print-code';
import { printComment } from './print-string';

/** Comments of a construct, by the path of the field above which they stand; `''`: above the construct. */
export type CommentsByPath = ReadonlyMap<string, readonly string[]>;

const NONE: readonly string[] = [];

/** Comments of the file, findings of the object, and why it is written as it is: each above the nearest field that has a line. */
export function commentsOf(
  { props, patches, object, plainBecause }: AdoptedConstruct,
  findings: readonly FieldComment[],
): CommentsByPath {
  const comments = [
    ...object.comments,
    ...findings,
    ...(plainBecause === undefined ? [] : [{ path: '', lines: [`Written as it is: ${plainBecause}`] }]),
  ];
  const placed = new Map<string, string[]>();
  if (comments.length === 0) return placed;
  const ofPatches = patches.flatMap((patch) => [...(patch.at === undefined ? [] : [patch.at]), ...placesOf(patch)]);
  const places = new Set([...placesOf(props), ...ofPatches]);
  for (const { path, lines } of comments) {
    let at = path;
    while (at !== '' && !places.has(at)) at = parentOf(at);
    const known = placed.get(at) ?? [];
    placed.set(at, known);
    // What it is about is seen no more where it stands further up.
    const about = at === path || path === '' ? '' : `${path}: `;
    const shown = lines.map(printComment).filter((line) => line !== '');
    known.push(...shown.map((line, index) => (index === 0 ? `${about}${line}` : line)));
  }
  return placed;
}

/** Comments above a field. */
export function commentsAt(comments: CommentsByPath, at: string): readonly string[] {
  return comments.get(at) ?? NONE;
}

/** `a.b[0]` -> `a.b` -> `a` -> ``; keys in brackets may have dots. */
function parentOf(path: string): string {
  if (path.endsWith(']')) return path.slice(0, Math.max(0, path.lastIndexOf('[')));
  const dot = path.lastIndexOf('.');
  return dot < 0 ? '' : path.slice(0, dot);
}
