/** A selector of the Kubernetes API. An empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** True if the labels fit every part of the selector. */
export function selects(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  const value = (key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  for (const [key, wanted] of Object.entries(selector.matchLabels ?? {})) if (value(key) !== wanted) return false;
  return (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const given = value(key);
    switch (operator) {
      case 'In':
        return given !== undefined && values.includes(given);
      case 'NotIn':
        return given === undefined || !values.includes(given);
      case 'Exists':
        return given !== undefined;
      case 'DoesNotExist':
        return given === undefined;
      default:
        return false;
    }
  });
}
