/**
 * Synthesis was refused. The message says where, what, and how to cure it.
 *
 * A program that does not catch it prints the message alone and ends with exit code 1: the place in this library that found
 * the problem is of no use to its reader.
 */
export class SynthError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SynthError';
    this.stack = message;
  }
}

/** Has Node print the message of an uncaught `error` without the line of code that threw it. */
export function printWithoutStack(error: SynthError): void {
  // Somebody else decides on uncaught errors here.
  if (process.listenerCount('uncaughtException') > 0) return;
  const print = (uncaught: unknown): void => {
    console.error(uncaught === error ? error.message : uncaught);
    process.exit(1);
  };
  process.once('uncaughtException', print);
  // An error that nobody catches arrives before this; one that was caught must not change what happens to later ones.
  setImmediate(() => process.removeListener('uncaughtException', print));
}
