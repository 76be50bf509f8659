import type { Severity } from '../rehearsal';
import { namespaceOf, type StoredObject } from '../rehearsal/inventory';
import type { Rule } from '../rehearsal/rules/rule';

/** One thing that is different, and what it means for traffic. */
export interface Change {
  /** `diff/…`, explained by `loxigw explain`. */
  readonly rule: string;
  readonly severity: Severity;
  /** `Gateway shop/web`, `HTTPRoute shop/cart`, `Namespace shop`. */
  readonly subject: string;
  readonly message: string;
}

/** A change by its rule. @param severity that of the rule unless given */
export function changeOf(rule: Rule, subject: string, message: string, severity = rule.severity): Change {
  return { rule: rule.id, severity, subject, message };
}

/** How changes name an object of a namespaced kind. */
export function subjectOf(object: StoredObject): string {
  return `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;
}
