import { isMainThread } from 'node:worker_threads';

/**
 * Synthesis was refused. The message says where, what, and how to cure it; `cause` has the error of the construct, if it was one.
 *
 * It has no stack: the place in this library that found the problem is of no use to its reader. A program that does not catch
 * it ends with exit code 1 and prints the message alone.
 */
export class SynthError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SynthError';
    this.stack = `${this.name}: ${message}`;
    Object.defineProperty(this, SYNTH_ERROR, { value: true });
    printAloneWhenUncaught();
  }

  /** One error of several problems, each a text that names its construct. */
  static of(problems: readonly string[], options?: ErrorOptions): SynthError {
    const [only] = problems;
    if (problems.length === 1 && only !== undefined) return new SynthError(only, options);
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    return new SynthError(`${problems.length} problems:\n${list}`, options);
  }
}

const SYNTH_ERROR = Symbol.for('cdk8s-loxi-gateway.SynthError');
const LISTENING = Symbol.for('cdk8s-loxi-gateway.printsSynthErrors');

/**
 * Node prints an uncaught error with the line of code that threw it, brackets and its version. This listener is asked just
 * before, and changes nothing for errors that are caught or not ours. It is set with the first error, so a program without one
 * has none; a program that handles uncaught errors itself goes first.
 */
function printAloneWhenUncaught(): void {
  if (!isMainThread || Reflect.has(process, LISTENING)) return;
  Object.defineProperty(process, LISTENING, { value: true });
  process.on('uncaughtExceptionMonitor', (error: Error) => {
    if (!(SYNTH_ERROR in error)) return;
    if (process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback()) return;
    process.stderr.write(`${error.name}: ${error.message}\n`);
    process.exit(1);
  });
}
