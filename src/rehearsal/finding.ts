import type { ResourceReference } from './manifest';

/** `error`: the cluster refuses it, or it cannot work; `warning`: it probably is not meant; `info`: it is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** One thing that the rehearsal has to say of one field of one object. */
export interface Finding {
  /** Stable id of the rule, e.g. `admission/schema`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly resource: ResourceReference;
  /** As the API server writes it: `spec.rules[0].matches[0].path.value`; keys of maps in brackets. `''`: the object. */
  readonly path: string;
  readonly message: string;
  /** A sentence on what to do. */
  readonly cure: string;
  /** Where the object was read from. */
  readonly source?: { readonly file: string; readonly line: number };
  /** The construct that made the object. */
  readonly constructPath?: string;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** By file, line and object in the order of names, then by severity, path, rule and message: the same on every machine. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings];
  const keys = new Map(findings.map((finding) => [finding, sortKey(finding)]));
  return [...findings].sort((a, b) => {
    const [x = [], y = []] = [keys.get(a), keys.get(b)];
    for (let i = 0; i < x.length; i++) {
      const [left = '', right = ''] = [x[i], y[i]];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  });
}

function sortKey({ source, resource, severity, path, rule, message }: Finding): (string | number)[] {
  return [
    source?.file ?? '',
    source?.line ?? 0,
    resource.namespace ?? '',
    resource.kind,
    resource.name,
    resource.apiVersion,
    SEVERITIES.indexOf(severity),
    path,
    rule,
    message,
  ];
}
