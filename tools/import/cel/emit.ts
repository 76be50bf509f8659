import type { Expr, Expr_Call, Expr_Comprehension } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { ImportError } from '../import-error';

/** Operators and functions that come to a call of the runtime with their operands as they are. */
const PLAIN: Readonly<Record<string, string>> = {
  '_+_': 'add',
  '-_': 'negate',
  '!_': 'not',
  '_[_]': 'index',
  '@in': 'in',
  size: 'size',
  matches: 'matches',
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  split: 'split',
  substring: 'substring',
  duration: 'duration',
  isIP: 'isIP',
};

const COMPARISONS: Readonly<Record<string, string>> = { '_<_': '<', '_<=_': '<=', '_>_': '>', '_>=_': '>=' };

/** Writes one parsed rule as an expression of TypeScript. */
export class Emitter {
  private readonly variables = new Map<string, string>([
    ['self', 'self'],
    ['oldSelf', 'oldSelf'],
  ]);

  constructor(private readonly rule: string) {}

  /** @throws ImportError for what no rule has used so far */
  expression(expr: Expr | undefined): string {
    const kind = expr?.exprKind;
    switch (kind?.case) {
      case 'constExpr':
        return this.constant(kind.value.constantKind);
      case 'identExpr':
        return this.variables.get(kind.value.name) ?? this.unknown(`the variable ${kind.value.name}`);
      case 'selectExpr': {
        const { operand, field, testOnly } = kind.value;
        return `cel.${testOnly ? 'has' : 'get'}(${this.expression(operand)}, ${JSON.stringify(unescaped(field))})`;
      }
      case 'listExpr':
        return `[${kind.value.elements.map((element) => this.expression(element)).join(', ')}]`;
      case 'callExpr':
        return this.call(kind.value);
      case 'comprehensionExpr':
        return this.comprehension(kind.value);
      default:
        return this.unknown(`an expression of kind ${kind?.case}`);
    }
  }

  private constant(constant: { readonly case?: string; readonly value?: unknown }): string {
    switch (constant.case) {
      case 'boolValue':
      case 'int64Value':
      case 'uint64Value':
      case 'doubleValue':
        return String(constant.value);
      case 'stringValue':
        return JSON.stringify(constant.value);
      case 'nullValue':
        return 'null';
      default:
        return this.unknown(`a constant of kind ${constant.case}`);
    }
  }

  private call(call: Expr_Call): string {
    const { function: name, target, args } = call;
    const [a, b, c] = args;
    if (name === '_&&_' || name === '_||_') {
      return `cel.${name === '_&&_' ? 'and' : 'or'}(() => ${this.expression(a)}, () => ${this.expression(b)})`;
    }
    if (name === '_?_:_')
      return `(cel.condition(${this.expression(a)}) ? ${this.expression(b)} : ${this.expression(c)})`;
    if (name === '_==_' || name === '_!=_') {
      return `${name === '_!=_' ? '!' : ''}cel.equals(${this.expression(a)}, ${this.expression(b)})`;
    }
    const comparison = COMPARISONS[name];
    if (comparison !== undefined) return `cel.compare(${this.expression(a)}, ${this.expression(b)}) ${comparison} 0`;
    if (name === 'validate' && isDns1123Label(target)) return `cel.validateDns1123Label(${this.expression(a)})`;
    // With optionalOldSelf the value before is an optional.
    if (isOldSelf(target) && name === 'hasValue') return 'oldSelf !== undefined';
    if (isOldSelf(target) && name === 'value') return 'oldSelf';
    const method = PLAIN[name];
    if (method === undefined) return this.unknown(`the function ${name}`);
    const operands = [...(target ? [target] : []), ...args].map((operand) => this.expression(operand));
    return `cel.${method}(${operands.join(', ')})`;
  }

  /** The parser has written macros out as loops; what they were shows in how they begin and step. */
  private comprehension({ iterVar, iterRange, accuInit, loopStep }: Expr_Comprehension): string {
    const range = this.expression(iterRange);
    const before = this.variables.get(iterVar);
    const variable = `${iterVar}${this.variables.size}`;
    this.variables.set(iterVar, variable);
    const loop = (method: string, body: Expr | undefined): string =>
      `cel.${method}(${range}, (${variable}) => ${this.expression(body)})`;
    const step = loopStep?.exprKind.case === 'callExpr' ? loopStep.exprKind.value : undefined;
    const start = accuInit?.exprKind;
    let text: string | undefined;
    if (step?.function === '_&&_') text = loop('all', step.args[1]);
    else if (step?.function === '_||_') text = loop('exists', step.args[1]);
    else if (step?.function === '_?_:_') text = loop(start?.case === 'listExpr' ? 'filter' : 'existsOne', step.args[0]);
    else if (step?.function === '_+_' && step.args[1]?.exprKind.case === 'listExpr')
      text = loop('map', step.args[1].exprKind.value.elements[0]);
    if (before === undefined) this.variables.delete(iterVar);
    else this.variables.set(iterVar, before);
    return text ?? this.unknown('a macro');
  }

  private unknown(what: string): never {
    throw new ImportError(
      `the CEL rule ${JSON.stringify(this.rule)} has ${what}, which cannot be compiled. Add it to tools/import/cel/emit.ts and to the runtime.`,
    );
  }
}

function isOldSelf(expr: Expr | undefined): boolean {
  return expr?.exprKind.case === 'identExpr' && expr.exprKind.value.name === 'oldSelf';
}

/** `format.dns1123Label()`. */
function isDns1123Label(expr: Expr | undefined): boolean {
  if (expr?.exprKind.case !== 'callExpr') return false;
  const { function: name, target } = expr.exprKind.value;
  return name === 'dns1123Label' && target?.exprKind.case === 'identExpr' && target.exprKind.value.name === 'format';
}

const ESCAPES: Readonly<Record<string, string>> = {
  __underscores__: '__',
  __dot__: '.',
  __dash__: '-',
  __slash__: '/',
};

/** The name of a field of which a rule has the escaped one: `__namespace__`, `a__dash__b` (Kubernetes, CEL escaping). */
function unescaped(field: string): string {
  const reserved = /^__([a-z]+)__$/.exec(field);
  if (reserved?.[1] !== undefined && !(field in ESCAPES)) return reserved[1];
  return field.replace(/__(underscores|dot|dash|slash)__/g, (escaped) => ESCAPES[escaped] ?? escaped);
}
