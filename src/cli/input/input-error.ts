/** Input that cannot be read: the message says which file, where, and what to do. The command goes on, and ends with code 2. */
export interface InputError {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}
