import { collectWarnings } from './warnings';

const MOST_NAMED = 3;

/** Warnings of all clusters of a fleet, those that are equal as one. */
export class FleetWarnings {
  private readonly clusters = new Map<string, string[]>();

  /** Does what concerns one cluster, and keeps its warnings, also if it throws. */
  collect(cluster: string, work: () => void): void {
    const warnings: string[] = [];
    try {
      collectWarnings(warnings, work);
    } finally {
      for (const warning of new Set(warnings)) {
        const known = this.clusters.get(warning);
        if (known) known.push(cluster);
        else this.clusters.set(warning, [cluster]);
      }
    }
  }

  /** Each once, with the clusters that it is of: `berlin, lisbon and 98 more: …`. */
  get folded(): readonly string[] {
    return [...this.clusters].map(([warning, clusters]) => {
      const rest = clusters.length - MOST_NAMED;
      const named = clusters.slice(0, MOST_NAMED).join(', ');
      return `${named}${rest > 0 ? ` and ${rest} more` : ''}: ${warning}`;
    });
  }
}
