import { mermaidOf } from '../../picture/mermaid';
import type { GatewayTopology } from '../../picture/topology';
import type { Review } from '../../review/review';
import type { StructureChange } from '../../review/structure';
import { printable } from './printable';
import { bySubject } from './review-output';

/** Comments of GitHub end at 65,536 characters. */
const MOST_CHARACTERS = 60_000;
/** What the end may need: a line that counts what is left out. */
const RESERVE = 200;

/**
 * What a change means as a comment of a pull request, below 60,000 characters: the most severe first, then requests, then what is there,
 * then the Gateways before and after as diagrams. What does not fit is counted.
 */
export function reviewMarkdown({ changes, answers, structure, touched }: Review): string {
  const page = new Page(['## What this changes for traffic', '']);
  if (changes.length + answers.length + structure.length === 0) return page.with(['Nothing.']).text();
  page.table(
    ['| severity | object | what it means |', '|---|---|---|'],
    changes.map(
      ({ severity, subject, message, rule }) => `| ${severity} | ${cell(subject)} | ${cell(message)} (${cell(rule)}) |`,
    ),
  );
  page.table(
    ['| request | before | after |', '|---|---|---|'],
    answers.map(({ request, before, after }) => `| ${cell(request)} | ${cell(before)} | ${cell(after)} |`),
  );
  for (const [subject, parts] of bySubject(structure))
    page.block(['```diff', `  ${code(subject)}`], parts.flatMap(diffLines), '```');
  for (const { subject, before, after } of touched) page.diagrams(cell(subject), before, after);
  return page.text();
}

function diffLines({ part, before, after }: StructureChange): readonly string[] {
  const name = part === '' ? '' : `${part}: `;
  return [
    ...(before === undefined ? [] : [`- ${code(`${name}${before}`)}`]),
    ...(after === undefined ? [] : [`+ ${code(`${name}${after}`)}`]),
  ];
}

/** Collects lines as long as they fit. */
class Page {
  private length: number;
  private left = 0;

  constructor(private readonly lines: string[]) {
    this.length = lines.join('\n').length + RESERVE;
  }

  with(lines: readonly string[]): this {
    this.lines.push(...lines);
    return this;
  }

  table(head: readonly string[], rows: readonly string[]): void {
    if (rows.length > 0) this.rows([...head], rows, ['']);
  }

  block(head: readonly string[], rows: readonly string[], end: string): void {
    this.rows(head, rows, [end, '']);
  }

  diagrams(title: string, before: GatewayTopology | undefined, after: GatewayTopology | undefined): void {
    const drawn = [...drawings('before', before), ...drawings('after', after)];
    const lines = [`<details><summary>${title}</summary>`, '', ...drawn, '</details>', ''];
    if (this.fits(lines)) this.add(lines);
    else this.left += 1;
  }

  text(): string {
    if (this.left > 0) this.lines.push(`… and ${this.left} lines more: run loxigw diff.`);
    return `${this.lines.join('\n').trimEnd()}\n`;
  }

  private rows(head: readonly string[], rows: readonly string[], end: readonly string[]): void {
    const [first = ''] = rows;
    if (!this.fits([...head, first, ...end])) {
      this.left += rows.length;
      return;
    }
    this.add([...head, ...end].slice(0, head.length));
    let taken = 0;
    for (const row of rows) {
      if (!this.fits([row, ...end])) break;
      this.add([row]);
      taken += 1;
    }
    this.add(end);
    this.left += rows.length - taken;
  }

  private fits(lines: readonly string[]): boolean {
    return this.length + lines.join('\n').length + 1 <= MOST_CHARACTERS;
  }

  private add(lines: readonly string[]): void {
    this.lines.push(...lines);
    this.length += lines.reduce((sum, line) => sum + line.length + 1, 0);
  }
}

function drawings(side: string, gateway: GatewayTopology | undefined): readonly string[] {
  if (!gateway) return [];
  return [`${side}:`, '', ...mermaidOf(gateway).flatMap((diagram) => ['```mermaid', diagram.trimEnd(), '```', ''])];
}

/** What Markdown would read in a cell. */
function cell(text: string): string {
  return printable(text).replace(/[\\|`*_<>[\]&#~]/g, (character) => `\\${character}`);
}

/** What would end a block of code. */
function code(text: string): string {
  return printable(text).replaceAll('`', "'");
}
