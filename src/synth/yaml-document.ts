import { Yaml } from 'cdk8s';
import { indentation, keyOnNewLine, keyText, scalarText, UNUSUAL } from './yaml-scalar';

/**
 * Writes a document as `Yaml.stringify` of cdk8s does, byte for byte, at a fraction of its cost.
 *
 * Maps and lists are written here, scalars as `yaml-scalar.ts` has them. A document with anything unusual in it (an object
 * that stands in it twice, which gets an anchor; keys of several lines; values that are no JSON) goes to cdk8s as a whole.
 */
export function yamlDocument(document: unknown): string {
  if (!isRecord(document) || Object.keys(document).length === 0) return Yaml.stringify(document);
  try {
    return new Writer().write(document);
  } catch (error) {
    if (error === UNUSUAL) return Yaml.stringify(document);
    throw error;
  }
}

/** Several documents, with `---` between them. */
export function yamlDocuments(documents: readonly unknown[]): string {
  return documents.map(yamlDocument).join('---\n');
}

type PlainMap = Readonly<Record<string, unknown>>;

/** Up to here a list is searched faster than a set. */
const FEW = 40;

class Writer {
  private readonly parts: string[] = [];
  /** All objects of the document so far. */
  private readonly seen: object[] = [];
  private seenMany: Set<object> | undefined;

  write(document: PlainMap): string {
    this.map(document, Object.keys(document), 0);
    this.parts.push('\n');
    return this.parts.join('');
  }

  /** The first key goes on where the text is, each other begins a line. No line end after the last value. */
  private map(map: PlainMap, keys: readonly string[], depth: number): void {
    this.note(map);
    let isFirst = true;
    for (const key of keys) {
      const value = map[key];
      this.parts.push(isFirst ? keyText(key) : keyOnNewLine(key, depth));
      isFirst = false;
      if (typeof value === 'object' && value !== null) this.nested(value, depth + 1, false);
      else this.parts.push(' ', scalarText(value, depth));
    }
  }

  private list(list: readonly unknown[], depth: number, isInList: boolean): void {
    this.note(list);
    let goesOn = isInList;
    for (const item of list) {
      this.parts.push(goesOn ? '- ' : `${indentation(depth)}- `);
      goesOn = false;
      if (typeof item === 'object' && item !== null) this.nested(item, depth + 1, true);
      else this.parts.push(scalarText(item, depth));
    }
  }

  /** A map or list as an item of a list, whose dash is written, or as the value of a key, whose colon is. */
  private nested(value: object, depth: number, isInList: boolean): void {
    if (Array.isArray(value)) {
      if (value.length > 0) this.list(value, depth, isInList);
      else this.empty(value, isInList ? '[]' : ' []');
      return;
    }
    if (!isRecord(value)) throw UNUSUAL;
    const keys = Object.keys(value);
    if (keys.length === 0) this.empty(value, isInList ? '{}' : ' {}');
    else {
      if (!isInList) this.parts.push(indentation(depth));
      this.map(value, keys, depth);
    }
  }

  private empty(value: object, text: string): void {
    this.note(value);
    this.parts.push(text);
  }

  /** @throws UNUSUAL for an object that stands in the document twice */
  private note(value: object): void {
    if (this.seenMany) {
      const before = this.seenMany.size;
      if (this.seenMany.add(value).size === before) throw UNUSUAL;
    } else {
      if (this.seen.includes(value)) throw UNUSUAL;
      this.seen.push(value);
      if (this.seen.length > FEW) this.seenMany = new Set(this.seen);
    }
  }
}

function isRecord(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.getPrototypeOf(value) === Object.prototype;
}
