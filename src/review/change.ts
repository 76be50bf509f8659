import type { Severity } from '../rehearsal';

/** One thing that is different, and what it means for traffic. */
export interface Change {
  /** `diff/…`, explained by `loxigw explain`. */
  readonly rule: string;
  readonly severity: Severity;
  /** `Gateway shop/web`, `HTTPRoute shop/cart`. */
  readonly subject: string;
  readonly message: string;
}
