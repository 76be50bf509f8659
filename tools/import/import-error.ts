/** Input that cannot be imported. The message names the file and the cure; the command ends with exit code 2. */
export class ImportError extends Error {}
