import { re2 } from '../rehearsal/admission/re2';

/** Which of many texts to take: the simplest; one with more repetitions, of the second alternatives; one of the last ones. */
const STYLES = ['first', 'more', 'last'] as const;
type Style = (typeof STYLES)[number];

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one of'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly of: Node; readonly least: number; readonly most: number };

const NOTHING: Node = { kind: 'text', text: '' };
const WORDLY = [...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const OTHERS = [...'-_.~/:@!$&\'()*+,;= "#%<>?[\\]^`{|}'];
const LONGEST = 2_000;

/**
 * Texts that a pattern of RE2 has as a whole, at most three and the simplest first, the same ones every time; none where none is found.
 * Each is verified by RE2 itself, so that syntax which is not understood here leads to no text, and never to a wrong one.
 *
 * @param usable what else a text has to be
 * @param start what a text has to begin with, and gets where the pattern does not mind. @default nothing
 */
export function samplesOf(pattern: string, usable: (text: string) => boolean, start = ''): readonly string[] {
  try {
    const whole = re2(`^(?:${pattern})$`);
    const tree = new PatternParser(pattern).parse();
    const texts = STYLES.flatMap((style) => sampleOf(tree, style) ?? []);
    const begun = texts.flatMap((text) => (text.startsWith(start) ? [text] : [`${start}${text}`, text]));
    return [...new Set(begun)].filter((text) => usable(text) && whole.test(text)).slice(0, STYLES.length);
  } catch {
    // No pattern of RE2, which matches nothing.
    return [];
  }
}

/** Undefined where a set has nothing that can be typed, and for what is too long. */
function sampleOf(node: Node, style: Style): string | undefined {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'one of': {
      const set = re2(`^(?:${node.source})$`);
      const words = WORDLY.filter((each) => set.test(each));
      return (style === 'last' ? words.at(-1) : words[0]) ?? OTHERS.find((each) => set.test(each));
    }
    case 'sequence':
      return joined(node.parts.map((part) => sampleOf(part, style)));
    case 'choice': {
      const first = { first: 0, more: 1, last: node.options.length - 1 }[style];
      const texts = [node.options[first], ...node.options].map((each) => each && sampleOf(each, style));
      return texts.find((text) => text !== undefined);
    }
    case 'repeat': {
      const { least, most, of } = node;
      const times = Math.min(most, { first: least, more: least + 1, last: Math.max(least, 1) }[style]);
      const text = times === 0 ? '' : sampleOf(of, style);
      return text === undefined || text.length * times > LONGEST ? undefined : text.repeat(times);
    }
  }
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  let all = '';
  for (const text of texts) {
    if (text === undefined || all.length + text.length > LONGEST) return undefined;
    all += text;
  }
  return all;
}

/** Reads what RE2 has taken; what sets of characters mean is left to RE2. */
class PatternParser {
  private at = 0;

  constructor(private readonly source: string) {}

  parse(): Node {
    return this.choice();
  }

  private choice(): Node {
    const options: Node[] = [this.sequence()];
    while (this.take(/\|/y) !== undefined) options.push(this.sequence());
    return { kind: 'choice', options };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.source.length && !/[|)]/.test(this.source.charAt(this.at))) parts.push(this.repeated());
    return { kind: 'sequence', parts };
  }

  private repeated(): Node {
    let node = this.atom();
    for (;;) {
      const sign = this.take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
      if (sign === undefined) return node;
      const [, from, comma, to = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(sign) ?? [];
      const least = from === undefined ? (sign.startsWith('+') ? 1 : 0) : Number(from);
      const open =
        comma === undefined
          ? sign.startsWith('?')
            ? 1
            : Number.POSITIVE_INFINITY
          : to === ''
            ? Number.POSITIVE_INFINITY
            : Number(to);
      node = { kind: 'repeat', of: node, least, most: comma === '' ? least : open };
    }
  }

  private atom(): Node {
    if (this.take(/\(\?[a-zA-Z-]*\)|[\^$]|\\[AzbB]/y) !== undefined) return NOTHING;
    if (this.take(/\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?/y) !== undefined) {
      const inner = this.choice();
      this.take(/\)/y);
      return inner;
    }
    const quoted = this.take(/\\Q.*?(?:\\E|$)/sy);
    if (quoted !== undefined) return { kind: 'text', text: quoted.slice(2).replace(/\\E$/, '') };
    const set =
      this.take(/\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]/sy) ??
      this.take(/\.|\\[pP](?:\{[^}]*\}|.)|\\x(?:\{[^}]*\}|..)|\\[a-zA-Z0-9]/y);
    if (set !== undefined) return { kind: 'one of', source: set };
    return { kind: 'text', text: this.take(/\\?./sy)?.replace(/^\\(?=.)/s, '') ?? '' };
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [text] = pattern.exec(this.source) ?? [];
    if (text !== undefined) this.at += text.length;
    return text;
  }
}
