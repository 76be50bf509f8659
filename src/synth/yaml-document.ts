import { Yaml } from 'cdk8s';

/**
 * Writes documents as `Yaml.stringify` of cdk8s does, byte for byte, at a fraction of its cost.
 *
 * Maps and lists are written here. A text that is not plainly plain is shown to cdk8s once, which decides on its quotes; a
 * document with anything unusual in it (texts of several lines, very long keys, values that are no JSON) goes to cdk8s whole.
 */
export function yamlDocument(document: unknown): string {
  const lines: string[] = [];
  try {
    if (!isRecord(document) || Object.keys(document).length === 0) return Yaml.stringify(document);
    writeMap(document, '', lines, '');
  } catch (error) {
    if (error === UNUSUAL) return Yaml.stringify(document);
    throw error;
  }
  return lines.join('');
}

/** Several documents, with `---` between them. */
export function yamlDocuments(documents: readonly unknown[]): string {
  return documents.map(yamlDocument).join('---\n');
}

/** Thrown where a value is left to cdk8s. A constant: nobody sees it. */
const UNUSUAL = Symbol('unusual value');

/** @param first what stands on the first line before the first key: the dash of a list item, or the indentation again */
function writeMap(map: Record<string, unknown>, indent: string, lines: string[], first: string): void {
  let lead = first;
  for (const key in map) {
    const value = map[key];
    if (typeof value === 'object' && value !== null) {
      lines.push(lead, keyText(key), ':');
      writeNested(value, indent, lines);
    } else {
      lines.push(lead, keyText(key), ': ', scalarText(value), '\n');
    }
    lead = indent;
  }
}

/** A map or list as the value of a key, whose colon is written. */
function writeNested(value: object, indent: string, lines: string[]): void {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) lines.push(' []\n');
    else {
      lines.push('\n');
      writeList(value, deeper, lines, deeper);
    }
    return;
  }
  if (!isRecord(value)) throw UNUSUAL;
  if (isEmpty(value)) lines.push(' {}\n');
  else {
    lines.push('\n');
    writeMap(value, deeper, lines, deeper);
  }
}

function writeList(list: readonly unknown[], indent: string, lines: string[], first: string): void {
  let lead = first;
  const deeper = `${indent}  `;
  for (const item of list) {
    if (Array.isArray(item)) {
      if (item.length === 0) lines.push(lead, '- []\n');
      else writeList(item, deeper, lines, `${lead}- `);
    } else if (typeof item === 'object' && item !== null) {
      if (!isRecord(item)) throw UNUSUAL;
      if (isEmpty(item)) lines.push(lead, '- {}\n');
      else writeMap(item, deeper, lines, `${lead}- `);
    } else {
      lines.push(lead, '- ', scalarText(item), '\n');
    }
    lead = indent;
  }
}

/**
 * Texts that are plain wherever they stand: they begin with a letter or a slash and have no character that YAML gives a
 * meaning to. Words that YAML 1.1 reads as booleans, null or numbers
 * (`e0`) are excepted.
 */
const PLAIN = /^[A-Za-z/][A-Za-z0-9_./-]*$/;
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|e-?\d+)$/i;

/** Decisions of cdk8s on texts, bounded: an app of 10,000 routes has that many hostnames, and no use for them twice. */
const VALUES = new Map<string, string>();
const KEYS = new Map<string, string>();
const MOST_REMEMBERED = 20_000;
const LONGEST_KEY = 1000;

function scalarText(value: unknown): string {
  if (typeof value === 'string') {
    if (PLAIN.test(value) && !WORDS.test(value)) return value;
    return remembered(VALUES, value, () => asValue(value));
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : asValue(value);
  }
  throw UNUSUAL;
}

function keyText(key: string): string {
  // A marker of documents is quoted at the margin only, and a very long key stands behind a question mark.
  if (key.length > LONGEST_KEY || key.startsWith('---') || key.startsWith('...')) throw UNUSUAL;
  if (PLAIN.test(key) && !WORDS.test(key)) return key;
  return remembered(KEYS, key, () => {
    const written = Yaml.stringify({ [key]: 0 });
    if (!written.endsWith(': 0\n') || written.startsWith('? ') || written.indexOf('\n') !== written.length - 1)
      throw UNUSUAL;
    return written.slice(0, -': 0\n'.length);
  });
}

/** How cdk8s writes a scalar as the value of a key. */
function asValue(value: string | number): string {
  const written = Yaml.stringify({ k: value });
  if (!written.startsWith('k: ') || written.indexOf('\n') !== written.length - 1) throw UNUSUAL;
  return written.slice('k: '.length, -1);
}

function remembered(decisions: Map<string, string>, text: string, decide: () => string): string {
  const known = decisions.get(text);
  if (known !== undefined) return known;
  const decided = decide();
  if (decisions.size >= MOST_REMEMBERED) decisions.clear();
  decisions.set(text, decided);
  return decided;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isEmpty(value: Record<string, unknown>): boolean {
  for (const _ in value) return false;
  return true;
}
