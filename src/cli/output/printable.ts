// Controls, spaces that nobody sees, ends of lines beside the usual ones, and what turns the direction of a text.
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060\ufeff]/gu;

/** Text from input without control, bidirectional and invisible characters, which a terminal would obey. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

/** A value as JSON of the same meaning, without such characters in its texts. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : escaped(character),
  );
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
