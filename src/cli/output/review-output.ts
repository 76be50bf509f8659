import type { Review } from '../../review/review';
import { printable } from './printable';

/** What a change means, in lines for people. */
export function reviewText({ changes, answers }: Review): string {
  if (changes.length + answers.length === 0) return 'no change for traffic\n';
  const lines = changes.map(({ severity, subject, message, rule }) => `${severity} ${subject} ${message} (${rule})`);
  if (answers.length > 0) lines.push(`${answers.length} requests get another answer`);
  for (const { request, before, after } of answers)
    lines.push(`  ${request}`, `    before  ${before}`, `    after   ${after}`);
  return `${lines.map(printable).join('\n')}\n`;
}

/** Comments of GitHub end at 65,536 characters; this leaves room for a heading and a last line below 60,000. */
const MOST_CHARACTERS = 59_800;

/** The same as a comment of a pull request, the most important first; what does not fit is counted. */
export function reviewMarkdown({ changes, answers }: Review): string {
  const head = ['## What this changes for traffic', ''];
  if (changes.length + answers.length === 0) return [...head, 'Nothing.', ''].join('\n');
  const rows = [
    ...(changes.length > 0 ? ['| severity | object | what it means |', '|---|---|---|'] : []),
    ...changes.map(
      ({ severity, subject, message, rule }) => `| ${severity} | ${cell(subject)} | ${cell(message)} (${cell(rule)}) |`,
    ),
    ...(answers.length > 0 ? ['', '| request | before | after |', '|---|---|---|'] : []),
    ...answers.map(({ request, before, after }) => `| ${cell(request)} | ${cell(before)} | ${cell(after)} |`),
  ];
  const lines = [...head];
  let length = 0;
  for (const [index, row] of rows.entries()) {
    length += row.length + 1;
    if (length > MOST_CHARACTERS) {
      lines.push('', `… and ${rows.length - index} lines more: run loxigw diff.`);
      break;
    }
    lines.push(row);
  }
  return `${lines.join('\n')}\n`;
}

function cell(text: string): string {
  return printable(text).replace(/[\\|`*_<>[\]&#]/g, (character) => `\\${character}`);
}
