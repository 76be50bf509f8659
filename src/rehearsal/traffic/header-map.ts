/** Headers by name, in whatever spelling; several values of one name are one text with commas. */
export class HeaderMap {
  private readonly byName = new Map<string, { readonly name: string; value: string }>();

  constructor(headers: Readonly<Record<string, string | readonly string[]>> = {}) {
    for (const [name, value] of Object.entries(headers))
      this.set(name, typeof value === 'string' ? value : value.join(','));
  }

  get(name: string): string | undefined {
    return this.byName.get(name.toLowerCase())?.value;
  }

  set(name: string, value: string): void {
    this.byName.set(name.toLowerCase(), { name, value });
  }

  /** Behind the values that are there, as if both had been sent. */
  add(name: string, value: string): void {
    const before = this.get(name);
    this.set(name, before === undefined ? value : `${before},${value}`);
  }

  remove(name: string): void {
    this.byName.delete(name.toLowerCase());
  }

  copy(): HeaderMap {
    return new HeaderMap(this.toObject());
  }

  /** In the order in which they came, in their own spelling. */
  toObject(): Record<string, string> {
    return Object.fromEntries([...this.byName.values()].map(({ name, value }) => [name, value]));
  }
}
