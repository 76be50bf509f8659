import { parse } from '@bufbuild/cel';
import { ImportError, reason } from '../import-error';

/** Macros that walk a list or a map. */
export type Macro = 'all' | 'exists' | 'existsOne' | 'filter' | 'map';

/** An expression of CEL, macros told by name. */
export type Expression =
  | { readonly is: 'literal'; readonly value: null | boolean | string }
  | { readonly is: 'number'; readonly value: number; readonly whole: boolean }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'select' | 'has'; readonly of: Expression; readonly field: string }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'call'; readonly name: string; readonly target?: Expression; readonly args: readonly Expression[] }
  | MacroCall;

/** A macro over `range`; `test` is undefined in a map of every item, `to` is what a map makes. */
export interface MacroCall {
  readonly is: 'macro';
  readonly macro: Macro;
  readonly range: Expression;
  readonly item: string;
  readonly test?: Expression;
  readonly to?: Expression;
}

type Parsed = ReturnType<typeof parse>['expr'];
type Comprehension = Extract<Parsed['exprKind'], { case: 'comprehensionExpr' }>['value'];
type Constant = Extract<Parsed['exprKind'], { case: 'constExpr' }>['value']['constantKind'];

/** @throws ImportError for a text that is no CEL, or has something that no rule of the bundled CRDs has */
export function parseExpression(text: string): Expression {
  let parsed: Parsed;
  try {
    parsed = parse(text).expr;
  } catch (error) {
    throw new ImportError(`does not parse (${reason(error)})`);
  }
  return expression(parsed);
}

function expression(parsed: Parsed | undefined): Expression {
  const kind = parsed?.exprKind;
  switch (kind?.case) {
    case 'constExpr':
      return constant(kind.value.constantKind);
    case 'identExpr':
      return { is: 'name', name: kind.value.name };
    case 'selectExpr':
      return {
        is: kind.value.testOnly ? 'has' : 'select',
        of: expression(kind.value.operand),
        field: kind.value.field,
      };
    case 'listExpr':
      return { is: 'list', items: kind.value.elements.map(expression) };
    case 'callExpr': {
      const { function: name, target, args } = kind.value;
      return { is: 'call', name, ...(target ? { target: expression(target) } : {}), args: args.map(expression) };
    }
    case 'comprehensionExpr':
      return macroCall(kind.value);
    default:
      throw new ImportError(`has a ${kind?.case ?? 'hole'}, which is not compiled`);
  }
}

function constant(kind: Constant): Expression {
  switch (kind.case) {
    case 'nullValue':
      return { is: 'literal', value: null };
    case 'boolValue':
    case 'stringValue':
      return { is: 'literal', value: kind.value };
    case 'doubleValue':
      return { is: 'number', value: kind.value, whole: false };
    case 'int64Value': {
      const value = Number(kind.value);
      if (!Number.isSafeInteger(value)) throw new ImportError(`has ${kind.value}, which is beyond exact numbers`);
      return { is: 'number', value, whole: true };
    }
    default:
      throw new ImportError(`has a constant of ${kind.case ?? 'no type'}, which is not compiled`);
  }
}

/** The parser has macros replaced by loops over an accumulator; each has a form of its own. */
function macroCall({ iterRange, iterVar, iterVar2, accuInit, loopStep, result }: Comprehension): MacroCall {
  const step = expression(loopStep);
  const start = expression(accuInit);
  const end = expression(result);
  if (step.is !== 'call' || iterVar2 !== '') throw new ImportError('has a loop of no known macro');
  const call = { is: 'macro', range: expression(iterRange), item: iterVar } as const;
  const [first, second] = step.args;
  if (step.name === '_&&_' && second) return { ...call, macro: 'all', test: second };
  if (step.name === '_||_' && second) return { ...call, macro: 'exists', test: second };
  if (step.name === '_?_:_' && first && start.is === 'number' && end.is === 'call') {
    return { ...call, macro: 'existsOne', test: first };
  }
  if (start.is !== 'list') throw new ImportError('has a loop of no known macro');
  const test = step.name === '_?_:_' ? first : undefined;
  const to = appended(step.name === '_?_:_' ? second : step);
  if (test && to.is === 'name' && to.name === iterVar) return { ...call, macro: 'filter', test };
  return { ...call, macro: 'map', to, ...(test ? { test } : {}) };
}

/** `x` of `@result + [x]`. */
function appended(step: Expression | undefined): Expression {
  const list = step?.is === 'call' && step.name === '_+_' ? step.args[1] : undefined;
  const item = list?.is === 'list' ? list.items[0] : undefined;
  if (!item) throw new ImportError('has a loop of no known macro');
  return item;
}

/** True if a name stands free in the expression. */
export function mentions(expression: Expression, name: string): boolean {
  switch (expression.is) {
    case 'literal':
    case 'number':
      return false;
    case 'name':
      return expression.name === name;
    case 'select':
    case 'has':
      return mentions(expression.of, name);
    case 'list':
      return expression.items.some((item) => mentions(item, name));
    case 'call':
      return [...expression.args, ...(expression.target ? [expression.target] : [])].some((each) =>
        mentions(each, name),
      );
    case 'macro': {
      const { range, item, test, to } = expression;
      const inner = [test, to].filter((each) => each !== undefined);
      return mentions(range, name) || (item !== name && inner.some((each) => mentions(each, name)));
    }
  }
}
