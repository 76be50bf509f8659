/** Input that cannot be imported. The message names the file and the cure; the command ends with exit code 2. */
export class ImportError extends Error {}

/** What went wrong, for a message. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
