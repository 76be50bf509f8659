/*
 * What is known of a caught value. No `instanceof Error`: errors of the file system are of another realm where a test runner
 * gives each file its own globals.
 */

/** The code of an error of the system, e.g. `ENOENT`. */
export function codeOf(caught: unknown): unknown {
  return typeof caught === 'object' && caught !== null && 'code' in caught ? caught.code : undefined;
}

/** The message of an error, or any other thrown value as text. */
export function messageOf(caught: unknown): string {
  if (typeof caught === 'object' && caught !== null && 'message' in caught) return String(caught.message);
  return String(caught);
}
