import type { AdoptedObject, Adoption } from '../../adopt';
import { acceptanceOf } from '../../rehearsal/acknowledgement';
import { printable } from './printable';

/** What became of each manifest, and how much of it is proved. */
export function adoptionText(adoption: Adoption): string {
  const { charts, leftOut, differences } = adoption;
  const constructs = charts.flatMap((chart) => chart.constructs);
  const plain = constructs.filter(({ construct }) => construct === 'ApiObject');
  const patched = constructs.filter(({ construct, patches }) => construct !== 'ApiObject' && patches.length > 0);
  const objects = constructs.reduce((sum, { writes }) => sum + writes.length, 0);
  const lines = [
    `${count(objects, 'object')} adopted: ${objects - plain.length} by constructs of the library${patched.length > 0 ? ` (${patched.length} with patches)` : ''}, ${plain.length} as they are (ApiObject); ${leftOut.length} left out`,
    ...counted(constructs.map(({ construct }) => construct)).map((line) =>
      line.endsWith(' ApiObject')
        ? `  ${line}: ${counted(plain.map(({ object }) => object.manifest.kind)).join(', ')}`
        : `  ${line}`,
    ),
    ...section(
      'as they are, though there is a construct for the kind:',
      grouped(
        plain.flatMap(({ object, plainBecause }) =>
          plainBecause === undefined ? [] : [{ object, text: `: ${plainBecause}` }],
        ),
      ),
    ),
    ...section(
      'with patches, for what no prop covers:',
      grouped(patched.flatMap(({ object, patches }) => patches.map(({ at = '' }) => ({ object, text: ` ${at}` })))),
    ),
    ...(objects === 0 ? [] : [proof(adoption)]),
    ...grouped(
      differences.flatMap(({ object, fields }) =>
        fields.map(({ path, input, app }) => ({
          object,
          text: ` ${path}: ${shown(input)} in the input, ${shown(app)} in the app`,
        })),
      ),
    ).map((line) => `  ${line}`),
    ...section(
      'left out:',
      grouped(
        leftOut.map(({ object, reason }) => ({ object, text: `: ${reason}` })),
        Number.POSITIVE_INFINITY,
      ),
    ),
    ...wrong(adoption),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function proof({ differences }: Adoption): string {
  if (differences.length === 0) return 'proved: the API server would store the same';
  return `proved, but for ${count(differences.length, 'object')}, where it means the same:`;
}

const MOST_NAMED = 3;

/** A line for all objects of a kind of which the same is said. @param most names in a line */
function grouped(
  entries: readonly { readonly object: AdoptedObject; readonly text: string }[],
  most = MOST_NAMED,
): readonly string[] {
  const groups = new Map<string, { kind: string; text: string; names: Set<string> }>();
  for (const { object, text } of entries) {
    const { kind } = object.manifest;
    const group = groups.get(`${kind}\n${text}`) ?? { kind, text, names: new Set() };
    groups.set(`${kind}\n${text}`, group);
    group.names.add(`${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name}`);
  }
  return [...groups.values()].map(({ kind, text, names }) => {
    const rest = names.size - most;
    const named = [...names].slice(0, most).join(', ');
    return `${kind} ${named}${rest > 0 ? ` and ${rest} more` : ''}${text}`;
  });
}

function wrong({ findings: all, cured, acknowledged }: Adoption): readonly string[] {
  const findings = all.filter((finding) => acceptanceOf(finding, acknowledged) === undefined);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const accepted = errors > 0 ? '; the errors are accepted in src/main.ts, to be worked off' : '';
  return [
    ...(errors + warnings === 0
      ? []
      : [
          `the app has ${count(errors, 'error')} and ${count(warnings, 'warning')}, which stand as comments where they are${accepted}`,
        ]),
    ...(cured.length === 0 ? [] : [`cured by the constructs: ${count(cured.length, 'finding')} of the input`]),
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

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const LONGEST = 60;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
