import { messageOf } from './caught';
import { SynthError } from './synth-error';

/** What is wrong with clusters of a fleet: all of it is told at once. */
export class ClusterProblems {
  private readonly problems: string[] = [];
  private readonly causes: unknown[] = [];

  /** Does what concerns one cluster; what it throws is kept, so that the next one is looked at too. */
  collect(cluster: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.problems.push(`${cluster}: ${messageOf(error)}`);
      this.causes.push(error);
    }
  }

  /** @throws SynthError if there is any, each with its cluster in front */
  refuse(): void {
    if (this.problems.length > 0) throw SynthError.of(this.problems, { cause: this.causes[0] });
  }
}
