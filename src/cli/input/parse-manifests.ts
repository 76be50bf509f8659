import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type Tags,
} from 'yaml';
import type { FieldComment } from '../../adopt';
import { isManifest, type Manifest } from '../../rehearsal/manifest';
import type { InputError } from './input-error';
import type { TextFile } from './read-files';
import { yamlComments } from './yaml-comments';
import { withNumbers } from './yaml-numbers';

/** A manifest and where it stands. */
export interface SourcedManifest {
  readonly manifest: Manifest;
  readonly file: string;
  /** Line of its first field, from 1. */
  readonly line: number;
  /** Line of a field by its path, as findings have it; that of the nearest field around it, if it is not there. */
  lineOf(path: string): number;
  /** Comments of the file that stand at the object or in it. */
  comments(): readonly FieldComment[];
}

/** What a file holds, and what of it cannot be read. */
export interface ParsedFile {
  readonly manifests: readonly SourcedManifest[];
  readonly errors: readonly InputError[];
}

/** More references to one anchor than people write: an expansion bomb. */
const MOST_ALIASES = 100;

/** Tags whose values are no JSON, or that kubectl's parser does not know: their texts stay texts. */
const NO_TAGS = /:(binary|omap|pairs|set|timestamp)$/;

function kubernetesTags(tags: Tags): Tags {
  return withNumbers(
    tags.filter((tag) => typeof tag === 'string' || !(NO_TAGS.test(tag.tag) || tag.format === 'TIME')),
  );
}

/**
 * The manifests of a file: YAML as kubectl reads it (1.1: `yes` is a boolean), several documents, Lists taken apart. What
 * cannot be read is reported, and the rest of the file still read.
 */
export function parseManifests({ file, text }: TextFile): ParsedFile {
  const lines = new LineCounter();
  const manifests: SourcedManifest[] = [];
  const errors: InputError[] = [];
  let documents: readonly Document.Parsed<ParsedNode>[];
  try {
    const parsed = parseAllDocuments(text, {
      version: '1.1',
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
      customTags: kubernetesTags,
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    return { manifests, errors: [{ file, message: unreadable(error) }] };
  }
  for (const document of documents) {
    const [problem] = document.errors;
    const line = lineAt(lines, problem?.pos[0] ?? document.contents?.range[0] ?? document.range[0]);
    if (problem) {
      errors.push({ file, line, message: `is not YAML: ${problem.message}. Mend it there` });
      continue;
    }
    const { explicit, version } = document.directives.yaml;
    if (explicit && version !== '1.1') {
      errors.push({ file, line, message: `says %YAML ${version}, and kubectl reads 1.1 only. Remove that line` });
      continue;
    }
    try {
      const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
      if (value === null || value === undefined) continue;
      checkJson(value);
      collect(value, document.contents, {
        file,
        line,
        head: document.commentBefore,
        foot: document.comment,
        lines,
        manifests,
        errors,
      });
    } catch (error) {
      errors.push({ file, line, message: unreadable(error) });
    }
  }
  return { manifests, errors };
}

interface Collection {
  readonly file: string;
  readonly line: number;
  /** A comment above the document. */
  readonly head: string | null;
  /** A comment at its end. */
  readonly foot: string | null;
  readonly lines: LineCounter;
  readonly manifests: SourcedManifest[];
  readonly errors: InputError[];
}

function collect(value: unknown, node: Node | null, into: Collection): void {
  const { file, line, head, foot, lines, manifests, errors } = into;
  if (!isManifest(value)) {
    const lacks = typeof value === 'object' && value !== null && !Array.isArray(value);
    errors.push({
      file,
      line,
      message: lacks
        ? 'has no apiVersion or no kind, so it is no Kubernetes object. Add them'
        : 'is no map of fields, so it is no Kubernetes object. Remove it',
    });
    return;
  }
  if (value.kind.endsWith('List') && Array.isArray(value.items)) {
    const items = isMap(node) ? node.get('items', true) : undefined;
    const last = value.items.length - 1;
    value.items.forEach((item: unknown, index) => {
      const itemNode = isSeq(items) ? items.items[index] : undefined;
      const child = isNode(itemNode) ? itemNode : null;
      collect(item, child, {
        ...into,
        line: child?.range ? lineAt(lines, child.range[0]) : line,
        head: index === 0 ? head : null,
        foot: index === last ? foot : null,
      });
    });
    return;
  }
  manifests.push({
    manifest: value,
    file,
    line,
    lineOf: (path) => lineOfPath(node, path, lines) ?? line,
    comments: () => yamlComments(node, head, foot),
  });
}

/** The line of a path's key, or of the nearest one around it. */
function lineOfPath(root: Node | null, path: string, lines: LineCounter): number | undefined {
  let node: unknown = root;
  let offset: number | undefined;
  for (const step of stepsOf(path)) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      const item: unknown = node.items[step];
      if (!isNode(item)) break;
      if (item.range) offset = item.range[0];
      node = item;
    } else break;
  }
  return offset === undefined ? undefined : lineAt(lines, offset);
}

/** `spec.rules[0].a[b.c/d]` -> spec, rules, 0, a, b.c/d */
function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, bracket, name]) => {
    if (bracket === undefined) return name ?? '';
    return /^\d+$/.test(bracket) ? Number(bracket) : bracket;
  });
}

function lineAt(lines: LineCounter, offset: number): number {
  return Math.max(1, lines.linePos(offset).line);
}

/** @throws NoJsonError for what JSON, in which objects travel to the API server, cannot say */
function checkJson(value: unknown, within: unknown[] = []): void {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null || Number.isFinite(value)) return;
    if (typeof value === 'bigint')
      throw new NoJsonError(
        `has the number ${value}, which is larger than 2^53 and would be changed. Write it as a text in quotes, if its field takes one`,
      );
    throw new NoJsonError(`has the value ${String(value)}, which JSON has not. Write a number or a text in quotes`);
  }
  if (within.includes(value)) throw new NoJsonError('has an anchor that contains itself. Write the parts out');
  within.push(value);
  for (const member of Array.isArray(value) ? value : Object.values(value)) checkJson(member, within);
  within.pop();
}

class NoJsonError extends Error {}

function unreadable(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  if (error instanceof NoJsonError) return message;
  if (/unresolved alias/i.test(message)) return `refers to an anchor that is not there (${message}). Correct its name`;
  if (/alias/i.test(message)) return `refers to its anchors more than ${MOST_ALIASES} times over. Write the parts out`;
  if (/call stack/i.test(message))
    return 'is nested too deeply. Nobody writes manifests like that: check where it comes from';
  return `cannot be read (${message}). Check it with another YAML tool`;
}
