/** What a rule is: data for `loxigw explain` and RULES.md. */
export interface Rule {
  /** Stable, readable id, e.g. `admission/unknown-field`. */
  readonly id: string;
  readonly title: string;
  /** What happens in the cluster, and that nothing else says so. */
  readonly why: string;
  readonly cure: string;
  /** Where the fact comes from. */
  readonly source: string;
}
