/** As in Node, for the paths of modules. */
export function join(...parts: readonly string[]): string {
  return parts.join('/');
}
