import type { FieldComment } from './adopted-object';
import type { AdoptedChart, AdoptedConstruct } from './adoption';
import type { AppNames } from './app-names';
import type { Code } from './code';
import { commentsAt, commentsOf } from './object-comments';
import { type PrintContext, printCode } from './print-code';
import { printComment, printString } from './print-string';

const HEAD = /\n\n\/\*\* Adopted from .* \*\/\nexport class \w+ extends Chart \{\n/;

/** True for the text of a file that an adoption has written for a chart. */
export function isChartFile(text: string): boolean {
  return text.startsWith('import { ') && HEAD.test(text);
}

/** The file of a chart, in TypeScript. @param findings what is said of the objects, by identity */
export function chartFile(
  chart: AdoptedChart,
  names: AppNames,
  findings: ReadonlyMap<string, readonly FieldComment[]>,
): string {
  const { plan, constructs } = chart;
  const shared = constructs.filter(({ object }) => names.shared.has(object.identity));
  const others = names.others.get(chart) ?? [];
  const lines: string[] = [...importsOf(chart, others, names), ''];
  lines.push(`/** Adopted from ${printComment(plan.source).replaceAll('*/', '*\\/')}. */`);
  lines.push(`export class ${names.classes.get(chart)} extends Chart {`);
  for (const { object, construct } of shared)
    lines.push(`  readonly ${names.constructs.get(object.identity)?.variable}: ${construct};`);
  if (shared.length > 0) lines.push('');
  const given = others.map((other) => names.variables.get(other));
  const types = others.map((other) => `readonly ${names.variables.get(other)}: ${names.classes.get(other)}`);
  const parameter = others.length === 0 ? '' : `, { ${given.join(', ')} }: { ${types.join('; ')} }`;
  lines.push(`  constructor(scope: Construct, id: string${parameter}) {`);
  const props = plan.namespace === undefined ? '' : `, { namespace: ${printString(plan.namespace)} }`;
  lines.push(`    super(scope, id${props});`);
  for (const construct of constructs) lines.push(...statement(construct, chart, names, findings));
  return `${lines.join('\n')}\n  }\n}\n`;
}

function statement(
  adopted: AdoptedConstruct,
  chart: AdoptedChart,
  names: AppNames,
  findings: ReadonlyMap<string, readonly FieldComment[]>,
): readonly string[] {
  const { id, construct, props, patches, object, writes, accepts } = adopted;
  const comments = commentsOf(
    adopted,
    writes.flatMap((each) => findings.get(each) ?? []),
  );
  const named = names.constructs.get(object.identity);
  const isShared = names.shared.has(object.identity);
  const target = named === undefined ? '' : isShared ? `this.${named.variable} = ` : `const ${named.variable} = `;
  const head = `    ${target}new ${construct}(this, ${printString(id)}`;
  const context: PrintContext = {
    reference: (identity) => {
      const other = names.constructs.get(identity);
      if (!other) return 'undefined';
      if (other.chart !== chart) return `${names.variables.get(other.chart)}.${other.variable}`;
      return names.shared.has(identity) ? `this.${other.variable}` : other.variable;
    },
    comments: (at) => commentsAt(comments, at),
  };
  const printed = printCode(props, context, 4, head.length + 4);
  const argument = printed === '{}' ? '' : `, ${printed}`;
  const self = isShared ? `this.${named?.variable}` : named?.variable;
  return [
    ...commentsAt(comments, '').map((line) => `    // ${line}`),
    `${head}${argument});`,
    ...patches.flatMap((patch) => {
      const start = `    ${self}.${construct === 'ApiObject' ? '' : 'apiObject.'}addJsonPatch(`;
      const above = patch.at === undefined ? [] : context.comments(patch.at);
      return [...above.map((line) => `    // ${line}`), `${start}${printCode(patch, context, 4, start.length + 2)});`];
    }),
    ...(accepts?.findings ?? []).map(
      ({ rule, reason }) =>
        `    acknowledge(${self}.${accepts?.member}, ${printString(rule)}, ${printString(reason)});`,
    ),
  ];
}

function importsOf({ constructs }: AdoptedChart, others: readonly AdoptedChart[], names: AppNames): readonly string[] {
  const used = new Set<string>();
  for (const { construct, props, accepts, patches } of constructs) {
    used.add(construct);
    if (accepts?.findings.length) used.add('acknowledge');
    collectFactories(props, used);
    for (const patch of patches) collectFactories(patch, used);
  }
  const ofCdk8s = ['Chart', ...['ApiObject', 'JsonPatch'].filter((name) => used.delete(name))].sort();
  const library = [...used].sort();
  const short = `import { ${library.join(', ')} } from 'cdk8s-loxi-gateway';`;
  const long = `import {\n${library.map((name) => `  ${name},\n`).join('')}} from 'cdk8s-loxi-gateway';`;
  return [
    `import { ${ofCdk8s.join(', ')} } from 'cdk8s';`,
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
