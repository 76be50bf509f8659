/** What changes a line, or how it is shown: control characters, separators of lines, marks of direction and of width zero. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Texts of several lines that are longer get a line for each. */
const LONGEST_IN_ONE = 80;

/** A text as an expression of TypeScript, in one line. */
export function printString(text: string): string {
  return quoted(text);
}

/**
 * A text of several lines, with a line for each; others in one line.
 * @param indent blanks before its first line
 */
export function printLines(text: string, indent: number): string {
  if (text.length <= LONGEST_IN_ONE || !text.includes('\n')) return quoted(text);
  const pad = ' '.repeat(indent);
  const lines = text.split('\n').map((line) => `${pad}  ${quoted(line)},\n`);
  return `[\n${lines.join('')}${pad}].join('\\n')`;
}

/** A text in single quotes, without anything hidden. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${visible(escaped)}'`;
}

/** A line for a comment: nothing in it ends the line or hides. */
export function printComment(line: string): string {
  return visible(line.replace(/\s+/g, ' ').trim());
}

function visible(text: string): string {
  return text.replace(HIDDEN, (hidden) => `\\u{${hidden.codePointAt(0)?.toString(16)}}`);
}
