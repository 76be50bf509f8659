import type { App } from 'cdk8s';
import { SynthError } from './synth-error';

/** The trees that this process has written, each with who wrote it last, and when. */
const WRITTEN = new Map<string, { readonly writer: TreeWriter; readonly at: number }>();
const WRITERS = new WeakMap<App, TreeWriter>();

/** Counts apps that are made and trees that are written, to tell what was first. */
let steps = 0;

/** Who writes a tree: an app for itself, or a fleet for all of its apps. Two would each remove what the other wrote. */
export class TreeWriter {
  private readonly madeAt = ++steps;

  constructor(readonly role: 'Fleet' | 'LoxiApp') {}

  static of(app: App): TreeWriter {
    return WRITERS.get(app) ?? new TreeWriter('LoxiApp');
  }

  /** From now on the tree of the app is written for this one. */
  take(app: App): void {
    WRITERS.set(app, this);
  }

  /**
   * One that was made after the tree was written is the same app again, as in tests, and may.
   * @throws SynthError if another app of this program has written the tree
   */
  refuseSecond(folder: string): void {
    const last = WRITTEN.get(folder);
    if (!last || last.writer === this) return;
    const { writer, at } = last;
    if (writer.role === this.role && this.madeAt > at) return;
    const other = writer.role === this.role ? `another ${writer.role}` : `a ${writer.role}`;
    throw new SynthError(
      `outdir: ${folder} was written by ${other} of this program just now, and would be lost. Give each a cluster, or an outdir, of its own.`,
    );
  }

  wrote(folder: string): void {
    WRITTEN.set(folder, { writer: this, at: ++steps });
  }
}
