import type { Adoption } from '../../adopt';
import type { Finding } from '../../rehearsal/finding';
import { printable } from './printable';

/** What became of each manifest, and how much of it is proved. */
export function adoptionText({ charts, leftOut, differences, findings }: Adoption): string {
  const constructs = charts.flatMap((chart) => chart.constructs);
  const plain = constructs.filter(({ construct }) => construct === 'ApiObject');
  const objects = constructs.reduce((sum, { writes }) => sum + writes.length, 0);
  const refused = plain.filter(({ plainBecause }) => plainBecause !== undefined);
  const lines = [
    `${objects} ${objects === 1 ? 'object' : 'objects'} adopted: ${objects - plain.length} by constructs of the library, ${plain.length} as they are (ApiObject)`,
    ...counted(constructs.map(({ construct }) => construct)).map((line) => `  ${line}`),
    ...section(
      'as they are, though there is a construct for the kind:',
      refused.map(({ object, plainBecause }) => `${titleOf(object)}: ${plainBecause}`),
    ),
    differences.length === 0
      ? 'proved: the API server would store the same'
      : `proved, but for ${differences.length} ${differences.length === 1 ? 'object' : 'objects'}, where it means the same:`,
    ...differences.flatMap(({ object, fields }) =>
      fields.map(
        ({ path, input, app }) =>
          `  ${titleOf(object)} ${path}: ${shown(input)} in the input, ${shown(app)} in the app`,
      ),
    ),
    ...section(
      'left out:',
      leftOut.map(({ object, reason }) => `${titleOf(object)}: ${reason}`),
    ),
    ...wrong(findings),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function wrong(findings: readonly Finding[]): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (errors + warnings === 0) return [];
  const accepted = errors > 0 ? '; the errors are accepted in src/main.ts, to be worked off' : '';
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return [
    `the input has ${count(errors, 'error')} and ${count(warnings, 'warning')}, which stand as comments where they are${accepted}`,
  ];
}

function counted(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${count} ${name}`);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function titleOf({ manifest, namespace, name }: Adoption['leftOut'][number]['object']): string {
  return `${manifest.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

const LONGEST = 60;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
