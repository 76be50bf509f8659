import type { Finding, Severity } from '../../rehearsal/finding';
import { titleOf } from '../../rehearsal/manifest';
import { printable } from './printable';

/** How many manifests were looked at, and what was found. */
export interface Summary {
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  /** Where there are several, in the order in which they were met; else none. */
  readonly clusters: readonly ClusterSummary[];
}

/** The same for one cluster of several. */
export interface ClusterSummary {
  /** Its folders, as the platform file has them. */
  readonly name: string;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
}

const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };

/** Findings for people, by object. @param colour as escape sequences of terminals */
export function textOutput(findings: readonly Finding[], summary: Summary, colour: boolean): string {
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const lines: string[] = [];
  let heading = '';
  for (const { rule, severity, resource, path, message, cure, source } of findings) {
    const title = titleOf(resource);
    const place = source ? `${source.file}:${source.line}` : '';
    const file = source?.file ?? '';
    if (heading !== `${file} ${title}`) {
      heading = `${file} ${title}`;
      lines.push(...(lines.length > 0 ? [''] : []), paint(1, printable(title)));
    }
    lines.push(
      `  ${paint(COLOURS[severity], severity)} ${printable(place)}${place === '' ? '' : ' '}${printable(path === '' ? '(object)' : path)}`,
    );
    lines.push(`    ${printable(message)}`, `    ${printable(cure)} (${rule})`);
  }
  const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const sum = ({ resources, errors, warnings }: Omit<Summary, 'clusters'>): string =>
    `${counted(resources, 'object')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const { clusters } = summary;
  lines.push(
    ...(lines.length > 0 ? [''] : []),
    ...clusters.map((cluster) => `${printable(cluster.name)}: ${sum(cluster)}`),
    clusters.length === 0 ? sum(summary) : `${counted(clusters.length, 'cluster')}, ${sum(summary)}`,
  );
  return `${lines.join('\n')}\n`;
}
