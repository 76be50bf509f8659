import type { Finding } from '../../rehearsal/finding';
import { printableJson } from './printable';
import type { Summary } from './text';

/** Findings as JSON; the keys and their order are part of the interface. */
export function jsonOutput(findings: readonly Finding[], { resources, errors, warnings, clusters }: Summary): string {
  const items = findings.map(({ rule, severity, resource, path, message, cure, source }) => ({
    rule,
    severity,
    resource: {
      apiVersion: resource.apiVersion,
      kind: resource.kind,
      ...(resource.namespace === undefined ? {} : { namespace: resource.namespace }),
      name: resource.name,
    },
    path,
    message,
    cure,
    ...(source ? { source } : {}),
  }));
  return `${printableJson({ findings: items, summary: { resources, errors, warnings, ...(clusters.length > 0 ? { clusters } : {}) } })}\n`;
}
