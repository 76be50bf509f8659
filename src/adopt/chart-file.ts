import type { Finding } from '../rehearsal/finding';
import { type AdoptedChart, type AdoptedConstruct, referredBy } from './adoption';
import type { Code } from './code';
import { Names } from './names';
import { commentsAt, commentsOf } from './object-comments';
import { printCode } from './print-code';
import { printComment, printString } from './print-string';

/** Names of everything that files refer to across each other. */
export interface AppNames {
  /** Classes of charts. */
  readonly classes: ReadonlyMap<AdoptedChart, string>;
  /** The chart that makes a construct, and what the construct is called there. */
  readonly constructs: ReadonlyMap<string, { readonly chart: AdoptedChart; readonly variable: string }>;
  /** Names of charts as variables. */
  readonly variables: ReadonlyMap<AdoptedChart, string>;
}

/** Names for all charts of an app, and for the constructs that others refer to. */
export function namesOf(charts: readonly AdoptedChart[]): AppNames {
  const names = new Names();
  const classes = new Map(charts.map((chart) => [chart, names.chartClass(chart.plan.id)]));
  const variables = new Map(charts.map((chart) => [chart, names.variable(chart.plan.id)]));
  const referred = new Set(charts.flatMap(({ constructs }) => constructs.flatMap(({ props }) => referredBy(props))));
  const constructs = new Map<string, { chart: AdoptedChart; variable: string }>();
  for (const chart of charts) {
    const own = new Names(variables.values());
    for (const { id, object, accepts } of chart.constructs) {
      if (referred.has(object.identity) || accepts?.findings.length)
        constructs.set(object.identity, { chart, variable: own.variable(id) });
    }
  }
  return { classes, constructs, variables };
}

/** Charts that a chart refers to, in the order of the app. */
export function chartsReferredBy(chart: AdoptedChart, names: AppNames): readonly AdoptedChart[] {
  const targets = new Set(
    chart.constructs.flatMap(({ props }) => referredBy(props)).map((each) => names.constructs.get(each)?.chart),
  );
  return [...names.variables.keys()].filter((each) => each !== chart && targets.has(each));
}

/** Identities of a chart's constructs that other charts refer to. */
function sharedBy(chart: AdoptedChart, charts: Iterable<AdoptedChart>): ReadonlySet<string> {
  const own = new Set(chart.constructs.map(({ object }) => object.identity));
  const found = new Set<string>();
  for (const other of charts) {
    if (other === chart) continue;
    for (const { props } of other.constructs) for (const each of referredBy(props)) if (own.has(each)) found.add(each);
  }
  return found;
}

/** The file of a chart, in TypeScript. @param findings of the objects, by identity */
export function chartFile(
  chart: AdoptedChart,
  names: AppNames,
  findings: ReadonlyMap<string, readonly Finding[]>,
): string {
  const { plan, constructs } = chart;
  const shared = sharedBy(chart, names.variables.keys());
  const others = chartsReferredBy(chart, names);
  const lines: string[] = [...importsOf(chart, others, names), ''];
  lines.push(`/** Adopted from ${printComment(plan.file).replaceAll('*/', '*\\/')}. */`);
  lines.push(`export class ${names.classes.get(chart)} extends Chart {`);
  for (const { object, construct } of constructs) {
    if (shared.has(object.identity))
      lines.push(`  readonly ${names.constructs.get(object.identity)?.variable}: ${construct};`);
  }
  if (shared.size > 0) lines.push('');
  const given = others.map((other) => names.variables.get(other));
  const types = others.map((other) => `readonly ${names.variables.get(other)}: ${names.classes.get(other)}`);
  const parameter = others.length === 0 ? '' : `, { ${given.join(', ')} }: { ${types.join('; ')} }`;
  lines.push(`  constructor(scope: Construct, id: string${parameter}) {`);
  const props = plan.namespace === undefined ? '' : `, { namespace: ${printString(plan.namespace)} }`;
  lines.push(`    super(scope, id${props});`);
  for (const construct of constructs) lines.push(...statement(construct, chart, shared, names, findings));
  return `${lines.join('\n')}\n  }\n}\n`;
}

function statement(
  adopted: AdoptedConstruct,
  chart: AdoptedChart,
  shared: ReadonlySet<string>,
  names: AppNames,
  findings: ReadonlyMap<string, readonly Finding[]>,
): readonly string[] {
  const { id, construct, props, object, writes, accepts } = adopted;
  const comments = commentsOf(
    adopted,
    writes.flatMap((each) => findings.get(each) ?? []),
  );
  const named = names.constructs.get(object.identity);
  const isShared = shared.has(object.identity);
  const target = named === undefined ? '' : isShared ? `this.${named.variable} = ` : `const ${named.variable} = `;
  const head = `    ${target}new ${construct}(this, ${printString(id)}`;
  const printed = printCode(
    props,
    {
      reference: (identity) => {
        const other = names.constructs.get(identity);
        if (!other) return 'undefined';
        if (other.chart !== chart) return `${names.variables.get(other.chart)}.${other.variable}`;
        return shared.has(identity) ? `this.${other.variable}` : other.variable;
      },
      comments: (at) => commentsAt(comments, at),
    },
    4,
    head.length + 4,
  );
  const argument = printed === '{}' ? '' : `, ${printed}`;
  const self = isShared ? `this.${named?.variable}` : named?.variable;
  return [
    ...commentsAt(comments, '').map((line) => `    // ${line}`),
    `${head}${argument});`,
    ...(accepts?.findings ?? []).map(
      ({ rule, reason }) =>
        `    acknowledge(${self}.${accepts?.member}, ${printString(rule)}, ${printString(reason)});`,
    ),
  ];
}

function importsOf({ constructs }: AdoptedChart, others: readonly AdoptedChart[], names: AppNames): readonly string[] {
  const used = new Set<string>();
  for (const { construct, props, accepts } of constructs) {
    used.add(construct);
    if (accepts?.findings.length) used.add('acknowledge');
    collectFactories(props, used);
  }
  const plain = used.delete('ApiObject');
  const library = [...used].sort();
  const short = `import { ${library.join(', ')} } from 'cdk8s-loxi-gateway';`;
  const long = `import {\n${library.map((name) => `  ${name},\n`).join('')}} from 'cdk8s-loxi-gateway';`;
  return [
    `import { ${plain ? 'ApiObject, ' : ''}Chart } from 'cdk8s';`,
    ...(library.length === 0 ? [] : [short.length <= 120 ? short : long]),
    "import type { Construct } from 'constructs';",
    ...others.map((other) => `import type { ${names.classes.get(other)} } from './${other.plan.id}';`),
  ];
}

function collectFactories(code: Code, into: Set<string>): void {
  if (code.type === 'list') for (const item of code.items) collectFactories(item, into);
  if (code.type === 'record') for (const [, member] of code.members) collectFactories(member, into);
  if (code.type === 'call') {
    if (typeof code.on === 'string') into.add(code.on);
    else collectFactories(code.on, into);
    for (const arg of code.args) collectFactories(arg, into);
  }
}
