import type { InputError } from './input/input-error';
import { printable } from './output/printable';

/** Tells on stderr what could not be read. */
export function complain(errors: readonly InputError[]): void {
  for (const { file, line, message } of errors) {
    const place = file === '' ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
    process.stderr.write(`error: ${printable(`${place}${message}`)}${message.endsWith('.') ? '' : '.'}\n`);
  }
}
