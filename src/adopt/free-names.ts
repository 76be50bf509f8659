/** True for what every object of JavaScript has, so that libraries take it for a name that is there. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** Gives out names, each once. */
export class FreeNames {
  private readonly taken = new Set<string>();
  /** The number to try next, by the first name: a thousand of one name do not try all numbers each. */
  private readonly counts = new Map<string, number>();

  /** @param isReserved names that are never given out. @default none */
  constructor(private readonly isReserved: (name: string) => boolean = () => false) {}

  /** The first of the names that is free; else the first that `numbered` gives, from 2. */
  free(names: readonly [string, ...string[]], numbered: (count: number) => string): string {
    const free = names.find((name) => this.isFree(name));
    let name = free ?? names[0];
    if (free === undefined) {
      let count = this.counts.get(names[0]) ?? 2;
      for (name = numbered(count); !this.isFree(name); name = numbered(count)) count += 1;
      this.counts.set(names[0], count + 1);
    }
    this.taken.add(name);
    return name;
  }

  private isFree(name: string): boolean {
    return !this.taken.has(name) && !this.isReserved(name);
  }
}
