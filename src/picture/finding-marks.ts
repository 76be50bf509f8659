import type { Finding } from '../rehearsal';
import { compareText } from '../rehearsal/canonical-text';
import { namespaceOf, type StoredObject } from '../rehearsal/inventory';
import type { Mark } from './topology';

const NONE: readonly Finding[] = [];

/** Findings of a rehearsal by the object that they are about. */
export class FindingMarks {
  private readonly byObject = new Map<string, Finding[]>();

  constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      const { kind, namespace = 'default', name } = finding.resource;
      const key = `${kind} ${namespace}/${name}`;
      const known = this.byObject.get(key);
      if (known) known.push(finding);
      else this.byObject.set(key, [finding]);
    }
  }

  /** Each rule once, errors first. @param path only what is at this field, or below it. @default the whole object */
  of(object: StoredObject, path = ''): readonly Mark[] {
    return this.at(object.kind, namespaceOf(object), object.metadata.name, path);
  }

  at(kind: string, namespace: string, name: string, path = ''): readonly Mark[] {
    const marks = new Map<string, Mark>();
    for (const { rule, severity, path: at } of this.byObject.get(`${kind} ${namespace}/${name}`) ?? NONE)
      if (severity !== 'info' && isBelow(at, path)) marks.set(`${severity} ${rule}`, { rule, severity });
    return [...marks].sort(([a], [b]) => compareText(a, b)).map(([, mark]) => mark);
  }
}

/** Marks of several things as one list. */
export function joined(...lists: readonly (readonly Mark[])[]): readonly Mark[] {
  const marks = new Map(lists.flat().map((mark) => [`${mark.severity} ${mark.rule}`, mark]));
  return [...marks].sort(([a], [b]) => compareText(a, b)).map(([, mark]) => mark);
}

const MOST_MARKS = 2;

/** What is not well, in words: colours alone are not for everybody. */
export function markLines(marks: readonly Mark[]): readonly string[] {
  const rest = marks.length - MOST_MARKS;
  return [
    ...marks.slice(0, MOST_MARKS).map(({ severity, rule }) => `${severity}: ${rule}`),
    ...(rest > 0 ? [`+${rest} more`] : []),
  ];
}

function isBelow(path: string, top: string): boolean {
  return top === '' || path === top || (path.startsWith(top) && ['.', '['].includes(path.charAt(top.length)));
}
