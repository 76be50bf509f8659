import type { AddressPlan } from '../../platform';
import { type CiliumChart, ciliumDefault } from '../../platform/cilium-values';
import type { Version } from '../../platform/version';
import type { Field } from '../../resource/field';

/** What rules look at: what is given, and what stands where nothing is. */
export class Settings {
  constructor(
    /** The props of the construct. */
    readonly root: Field,
    /** What is given or filled in, by path. */
    readonly written: Map<string, unknown>,
    readonly chart: CiliumChart,
    readonly cilium: Version,
    readonly addresses: AddressPlan | undefined,
  ) {}

  /** What the chart works with. */
  read(path: string): unknown {
    return this.written.has(path) ? this.written.get(path) : ciliumDefault(path, this.chart, this.cilium);
  }

  /** True for a boolean or a switch that is on. */
  isOn(path: string): boolean {
    const value = this.read(path);
    return value === true || value === 'true';
  }

  has(path: string): boolean {
    return this.written.has(path);
  }

  /** What is written and differs from what the chart does anyway, by path, sorted. */
  deviations(): ReadonlyMap<string, unknown> {
    const differing = [...this.written].filter(([path, value]) => {
      const chart = ciliumDefault(path, this.chart, this.cilium);
      return JSON.stringify(chart) !== JSON.stringify(value);
    });
    return new Map(differing.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Writes a value where none is given. */
  fill(path: string, value: unknown): void {
    if (!this.written.has(path)) this.written.set(path, value);
  }

  /** A list of texts; empty where there is none. */
  texts(path: string): readonly string[] {
    const value = this.read(path);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  text(path: string): string | undefined {
    const value = this.read(path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  number(path: string): number {
    const value = this.read(path);
    return typeof value === 'number' ? value : Number.NaN;
  }

  at(path: string): Field {
    return path.split('.').reduce((field, name) => field.at(name), this.root.at('values'));
  }

  /** @throws InvalidFieldError always */
  fail(path: string, problem: string, cure: string): never {
    return this.at(path).fail(this.read(path), problem, cure);
  }
}
