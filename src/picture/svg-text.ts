/** Characters that XML 1.0 has not, and halves of pairs that stand alone. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text in XML or HTML, in an attribute too: nothing in it is read as markup, and nothing hides or changes direction. */
export function escapeMarkup(text: string): string {
  return text
    .replace(NO_XML, '\ufffd')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
