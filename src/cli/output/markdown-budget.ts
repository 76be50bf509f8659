/** A row of a section: what it is says how soon it finds room. */
export interface Row {
  /** Index of a rank, from 0: the most important. */
  readonly rank: number;
  readonly text: string;
}

/** A table, a block of code, or what can be folded: rows between a head and an end. */
export interface Section {
  readonly head: readonly string[];
  /** Those of one rank together. */
  readonly rows: readonly Row[];
  readonly end: readonly string[];
}

/** Sections under one heading. */
export interface Chapter {
  readonly head: readonly string[];
  readonly sections: readonly Section[];
}

/** What has found room, and how many rows of each rank have not. */
export interface Page {
  readonly lines: readonly string[];
  readonly left: readonly number[];
}

/**
 * As much of the chapters as fits. Each rank first gets its share of the room, so that none is crowded out by one before it; what is left
 * over goes to the ranks in their order. Of a section the first rows of each rank are taken.
 * @param room in characters. @param shares of each rank, together 1
 */
export function fittingPage(chapters: readonly Chapter[], room: number, shares: readonly number[]): Page {
  const drafts = chapters.map(({ head, sections }) => ({ head, sections: sections.map((each) => new Draft(each)) }));
  let left = room;
  const fill = (rank: number, most: number): void => {
    let budget = Math.min(most, left);
    for (const { head, sections } of drafts) {
      for (const section of sections) {
        for (;;) {
          const next = section.next(rank);
          if (!next) break;
          const cost = lengthOf([...(sections.some(({ isEmpty }) => !isEmpty) ? [] : head), ...next]);
          if (cost > budget) break;
          budget -= cost;
          left -= cost;
          section.take(rank);
        }
      }
    }
  };
  for (const [rank, share] of shares.entries()) fill(rank, Math.floor(room * share));
  for (const rank of shares.keys()) fill(rank, left);
  const lines = drafts.flatMap(({ head, sections }) => {
    const shown = sections.flatMap(({ lines }) => lines);
    return shown.length > 0 ? [...head, ...shown] : [];
  });
  const all = drafts.flatMap(({ sections }) => sections);
  return { lines, left: shares.map((_, rank) => all.reduce((sum, section) => sum + section.left(rank), 0)) };
}

/** A section as far as it has found room. */
class Draft {
  private readonly byRank = new Map<number, string[]>();
  private readonly taken = new Map<number, number>();

  constructor(private readonly section: Section) {
    for (const { rank, text } of section.rows) {
      const known = this.byRank.get(rank);
      if (known) known.push(text);
      else this.byRank.set(rank, [text]);
    }
  }

  get isEmpty(): boolean {
    return this.taken.size === 0;
  }

  get lines(): readonly string[] {
    if (this.isEmpty) return [];
    const rows = [...this.byRank].flatMap(([rank, texts]) => texts.slice(0, this.taken.get(rank) ?? 0));
    return [...this.section.head, ...rows, ...this.section.end];
  }

  left(rank: number): number {
    return (this.byRank.get(rank)?.length ?? 0) - (this.taken.get(rank) ?? 0);
  }

  /** The lines that the next row of a rank would add; undefined: there is none. */
  next(rank: number): readonly string[] | undefined {
    const row = this.byRank.get(rank)?.[this.taken.get(rank) ?? 0];
    if (row === undefined) return undefined;
    return this.isEmpty ? [...this.section.head, ...this.section.end, row] : [row];
  }

  take(rank: number): void {
    this.taken.set(rank, (this.taken.get(rank) ?? 0) + 1);
  }
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, each) => sum + each.length + 1, 0);
}
