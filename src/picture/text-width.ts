/** Widths of characters in parts of the font size, as sans-serif fonts have them on average: nothing is measured, so that every machine draws the same. */
const WIDTHS: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[ijl.,:;'|!`()[\]{}]/, 0.32],
  [/[ftr/\\"* -]/, 0.4],
  [/[mwMW@%]/, 0.92],
  [/[A-Z#&+=<>~]/, 0.7],
  [/[a-z0-9_?$^]/, 0.58],
];
/** Of anything else, such as ideographs. */
const WIDEST = 1.05;

/** Estimated width of a text. @param size font size; the result has its unit */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? WIDEST;
  return Math.ceil(width * size);
}

/** The text, or its beginning and an ellipsis, of so many characters. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
