import { parse } from 'yaml';

/** A second parser, of YAML 1.2 and by other people: what both read the same, most programs do. */
const { safeLoad }: { safeLoad(text: string): unknown } = require('js-yaml');

/** What a text says to two parsers, and to one of YAML 1.1 as well. */
export function readByAll(text: string): readonly unknown[] {
  return [parse(text, { version: '1.2' }), parse(text, { version: '1.1' }), safeLoad(text)];
}
