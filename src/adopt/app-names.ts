import type { AdoptedChart } from './adoption';
import { Names } from './names';
import { referredBy } from './references';

/** What files refer to across each other, and the names of it. */
export interface AppNames {
  /** Classes of charts. */
  readonly classes: ReadonlyMap<AdoptedChart, string>;
  /** Constructs that are referred to: the chart that makes one, and what it is called there. */
  readonly constructs: ReadonlyMap<string, { readonly chart: AdoptedChart; readonly variable: string }>;
  /** Names, as variables, of charts that others refer to. */
  readonly variables: ReadonlyMap<AdoptedChart, string>;
  /** Charts that a chart refers to, in the order of the app. */
  readonly others: ReadonlyMap<AdoptedChart, readonly AdoptedChart[]>;
  /** Constructs that other charts refer to. */
  readonly shared: ReadonlySet<string>;
}

/** Names for all charts of an app, and for the constructs that something refers to. */
export function namesOf(charts: readonly AdoptedChart[]): AppNames {
  const homes = new Map(
    charts.flatMap((chart, index) => chart.constructs.map(({ object }) => [object.identity, index] as const)),
  );
  const referred = new Set<string>();
  const shared = new Set<string>();
  const targets = charts.map(({ constructs }, index) => {
    const found = new Set<number>();
    for (const target of constructs.flatMap(({ props }) => referredBy(props))) {
      referred.add(target);
      const home = homes.get(target);
      if (home === undefined || home === index) continue;
      shared.add(target);
      found.add(home);
    }
    return [...found].sort((a, b) => a - b);
  });
  const isTarget = new Set(targets.flat());
  const names = new Names();
  const classes = new Map(charts.map((chart) => [chart, names.chartClass(chart.plan.id)]));
  const variables = new Map(
    charts.flatMap((chart, index) => (isTarget.has(index) ? [[chart, names.variable(chart.plan.id)] as const] : [])),
  );
  const others = new Map(
    charts.map((chart, index) => [chart, (targets[index] ?? []).flatMap((target) => charts[target] ?? [])] as const),
  );
  const constructs = new Map<string, { chart: AdoptedChart; variable: string }>();
  for (const chart of charts) {
    const given = (others.get(chart) ?? []).flatMap((other) => variables.get(other) ?? []);
    const own = new Names(new Set(given));
    for (const { id, object, accepts, patches } of chart.constructs) {
      if (referred.has(object.identity) || accepts?.findings.length || patches.length > 0)
        constructs.set(object.identity, { chart, variable: own.variable(id) });
    }
  }
  return { classes, constructs, variables, others, shared };
}
