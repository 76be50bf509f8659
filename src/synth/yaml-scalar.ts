import { Yaml } from 'cdk8s';

/**
 * Scalars and keys as cdk8s writes them. Texts that are plain beyond doubt are written as they are; any other is shown to
 * `Yaml.stringify` once, so that the rules are always those of the cdk8s that is installed.
 */

/** Thrown where a document is left to cdk8s as a whole. A constant: nobody sees it. */
export const UNUSUAL = Symbol('unusual value');

/**
 * Texts that are plain wherever they stand: they begin with a letter or a slash and have no character that YAML gives a
 * meaning to.
 */
const PLAIN = /^[A-Za-z/][A-Za-z0-9_./-]*$/;

/** What looks like the above, but is a boolean, null or number to YAML 1.1: `yes`, `e0`. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|e[-_\d.]*)$/i;

/** Decisions of cdk8s on texts. Bounded: 10,000 routes have that many odd texts, and no use for them twice. */
const VALUES = new Map<string, string>();
const KEYS = new Map<string, string>();
const KEYS_ON_NEW_LINES: Map<string, string>[] = [];
const MOST_REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 256;
const DEEPEST_REMEMBERED = 30;
const INDENTATIONS: readonly string[] = Array.from(
  { length: DEEPEST_REMEMBERED },
  (_, depth) => `\n${'  '.repeat(depth)}`,
);

/** Keys whose text has more than 1,024 characters stand behind a question mark (yaml 2.9.1, stringifyPair.js). */
const LONGEST_KEY = 200;

/**
 * A scalar as the value of a key or as a list item.
 * @param depth of the map or list it stands in: a text of several lines goes on there
 * @throws UNUSUAL for what is no JSON
 */
export function scalarText(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string': {
      if (isPlain(value)) return value;
      const text = remembered(VALUES, value, asValue);
      return text.includes('\n') ? indented(text, depth) : text;
    }
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : asValue(value);
    default:
      if (value === null) return 'null';
      throw UNUSUAL;
  }
}

/** A key of a map with its colon. @throws UNUSUAL where cdk8s writes it differently from place to place */
export function keyText(key: string): string {
  const known = KEYS.get(key);
  if (known !== undefined) return known;
  // Markers of documents are quoted in the outermost map only.
  if (key.length > LONGEST_KEY || /^(?:---|\.\.\.|%)/m.test(key)) throw UNUSUAL;
  return remembered(KEYS, key, asKey);
}

/** A key that begins a line. @throws UNUSUAL as `keyText` */
export function keyOnNewLine(key: string, depth: number): string {
  const ofDepth = KEYS_ON_NEW_LINES[depth];
  const known = ofDepth?.get(key);
  if (known !== undefined) return known;
  const text = indentation(depth) + keyText(key);
  if (ofDepth) return remembered(ofDepth, key, () => text);
  if (depth === KEYS_ON_NEW_LINES.length && depth < DEEPEST_REMEMBERED) KEYS_ON_NEW_LINES.push(new Map([[key, text]]));
  return text;
}

/** The end of a line, and the indentation of the next. */
export function indentation(depth: number): string {
  return INDENTATIONS[depth] ?? `\n${'  '.repeat(depth)}`;
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !(text.length <= 5 ? WORD.test(text) : /^[eE][-_\d.]/.test(text));
}

function asValue(value: string | number): string {
  const written = Yaml.stringify({ k: value });
  if (!written.startsWith('k: ')) throw UNUSUAL;
  return written.slice('k: '.length, -1);
}

function asKey(key: string): string {
  if (isPlain(key)) return `${key}:`;
  const written = Yaml.stringify({ [key]: 0 });
  if (!written.endsWith(': 0\n') || written.startsWith('? ') || written.indexOf('\n') < written.length - 1)
    throw UNUSUAL;
  return written.slice(0, -' 0\n'.length);
}

/** Moves the second and further lines to the right. Empty lines stay empty, as cdk8s leaves them. */
function indented(text: string, depth: number): string {
  return depth === 0 ? text : text.replace(/\n(?!\n|$)/g, indentation(depth));
}

function remembered(decisions: Map<string, string>, text: string, decide: (text: string) => string): string {
  const known = decisions.get(text);
  if (known !== undefined) return known;
  const decided = decide(text);
  if (text.length > LONGEST_REMEMBERED) return decided;
  if (decisions.size >= MOST_REMEMBERED) decisions.clear();
  decisions.set(text, decided);
  return decided;
}
