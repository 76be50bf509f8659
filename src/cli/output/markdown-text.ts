import { printable } from './printable';

/** Longer values are cut, so that one of them cannot fill a page. */
const MOST_CHARACTERS = 300;

/**
 * A value in a table or a line: as code, in which nobody reads markup, HTML, mentions (`@name`), references (`#12`) or links. Escapes
 * and entities would not do: mentions are looked for in the page that has been made.
 */
export function codeSpan(text: string): string {
  const shown = clipped(text);
  if (shown === '') return '';
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  // Tables take a bar for the end of a cell even in code, unless it is escaped.
  return `${fence}${pad}${shown.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** Letters alone, which are markup nowhere; not those that may be a commit. */
const WORD = /^(?![a-f]{7,40}$)[A-Za-z]+(?:['-][A-Za-z]+)*$/;

/** A sentence in a table or a line: its words as they are, and everything else as code. */
export function sentence(text: string): string {
  const parts: { readonly isWord: boolean; text: string; readonly end: string }[] = [];
  for (const token of clipped(text)
    .split(' ')
    .filter((each) => each !== '')) {
    const [, core = '', end = ''] = /^(.*?)([,;:.]?)$/s.exec(token) ?? [];
    const isWord = WORD.test(core);
    const last = parts.at(-1);
    if (last && !isWord && !last.isWord && last.end === '')
      parts.splice(-1, 1, { isWord, text: `${last.text} ${core}`, end });
    else parts.push({ isWord, text: core, end });
  }
  return parts.map((part) => `${part.isWord ? part.text : codeSpan(part.text)}${part.end}`).join(' ');
}

/** A value in HTML, as code. */
export function codeElement(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return `<code>${clipped(text).replace(/[&<>"]/g, (character) => entities[character] ?? '')}</code>`;
}

/** A line within a block of code, which it cannot end. */
export function codeLine(text: string): string {
  return clipped(text).replaceAll('`', "'");
}

function clipped(text: string): string {
  const shown = printable(text);
  return shown.length > MOST_CHARACTERS ? `${shown.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…` : shown;
}
