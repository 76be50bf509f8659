import { ImportError } from '../import-error';
import { as, type Code, call, operand, value } from './code';
import { functionCall } from './functions';
import {
  arithmetic,
  equality,
  factsAfter,
  type LogicOperator,
  logic,
  negative,
  not,
  ordering,
  ternary,
} from './operators';
import { type Expression, type MacroCall, mentions, parseExpression } from './syntax';
import { BOOL, type CelType, DOUBLE, fieldOf, INT, NULL, STRING } from './types';

interface Scope {
  /** Names in sight, with the code of each. */
  readonly names: ReadonlyMap<string, Code>;
  /** Fields, as code, that are sure to be there. */
  readonly present: ReadonlySet<string>;
}

/** A rule as code. */
export interface CompiledRule {
  /** An expression of TypeScript over `rt`, `self` and `oldSelf`. */
  readonly js: string;
  /** True if it reads `self`, and if it reads `oldSelf`. */
  readonly readsSelf: boolean;
  readonly readsOldSelf: boolean;
}

/**
 * Compiles the text of a rule.
 * @param self type of the value that it stands on
 * @param oldSelf type of the previous value
 * @throws ImportError for what is not compiled; the message goes on from "the rule …"
 */
export function compileRule(text: string, self: CelType, oldSelf: CelType): CompiledRule {
  const expression = parseExpression(text);
  const names = new Map([
    ['self', value('self', self, false)],
    ['oldSelf', value('oldSelf', oldSelf, false)],
    ['format', value('format', { kind: 'format' }, false)],
  ]);
  const { js } = as('bool', compile(expression, { names, present: new Set() }));
  return { js, readsSelf: mentions(expression, 'self'), readsOldSelf: mentions(expression, 'oldSelf') };
}

function compile(expression: Expression, scope: Scope): Code {
  switch (expression.is) {
    case 'literal':
      return literal(expression.value);
    case 'number': {
      const type = expression.whole ? INT : DOUBLE;
      return { js: String(expression.value), type, as: 'number', throws: false, atom: expression.value >= 0 };
    }
    case 'name': {
      const found = scope.names.get(expression.name);
      if (!found) throw new ImportError(`reads ${expression.name}, which is not there`);
      return found;
    }
    case 'select':
      return select(compile(expression.of, scope), expression.field, scope.present);
    case 'has':
      return has(compile(expression.of, scope), expression.field);
    case 'list': {
      const items = expression.items.map((item) => compile(item, scope));
      const [first] = items;
      const isOne = items.every((item) => item.type.kind === first?.type.kind);
      const item: CelType = first && isOne ? first.type : { kind: 'dyn' };
      const js = `[${items.map((each) => each.js).join(', ')}]`;
      const throws = items.some((each) => each.throws);
      return { js, type: { kind: 'list', item, unordered: false }, as: 'list', throws, atom: true };
    }
    case 'call':
      return callOf(expression, scope);
    case 'macro':
      return macro(expression, scope);
  }
}

function literal(given: null | boolean | string): Code {
  const js = typeof given === 'string' ? quoted(given) : String(given);
  if (given === null) return { js, type: NULL, as: 'unknown', throws: false, atom: true };
  if (typeof given === 'boolean') return { js, type: BOOL, as: 'boolean', throws: false, atom: true };
  return { js, type: STRING, as: 'string', throws: false, atom: true };
}

/** A text in quotes, every character beyond ASCII escaped. */
export function quoted(text: string): string {
  const inDouble = JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (text.includes("'") && !text.includes('"')) return inDouble;
  return `'${inDouble.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function select(of: Code, field: string, present: ReadonlySet<string>): Code {
  const { type } = of;
  if (type.kind === 'object') {
    const found = fieldOf(type.places, type.sound, field);
    const read = call('field', [of.js, quoted(found.name)], { type: found.type, as: 'unknown', throws: false });
    const isThere = (found.sure && type.nullable !== true) || present.has(read.js);
    return { ...read, throws: of.throws || !isThere };
  }
  if (type.kind === 'map') {
    return call('field', [of.js, quoted(field)], { type: type.value, as: 'unknown', throws: true });
  }
  throw new ImportError(`reads the field ${field} of a ${type.kind}`);
}

function has(of: Code, field: string): Code {
  const { type } = of;
  if (type.kind !== 'object' && type.kind !== 'map') throw new ImportError(`asks if a ${type.kind} has ${field}`);
  const name = type.kind === 'object' ? fieldOf(type.places, type.sound, field).name : field;
  const throws = of.throws || type.nullable === true;
  const args = [of.js, quoted(name)];
  return call('has', args, { type: BOOL, as: 'boolean', throws, ifTrue: [`rt.field(${args.join(', ')})`] });
}

function callOf({ name, target, args }: Extract<Expression, { is: 'call' }>, scope: Scope): Code {
  if (name === '_&&_') return chainOf('&&', chain(name, args), scope);
  if (name === '_||_') return chainOf('||', chain(name, args), scope);
  if (name === '_?_:_') return choice(args, scope);
  const [first, second, third] = args.map((arg) => compile(arg, scope));
  if (first && name === '!_') return not(first);
  if (first && name === '-_') return negative(first);
  if (first && second) {
    if (name === '_==_' || name === '_!=_') return equality(first, second, name === '_!=_');
    if (name === '_[_]') return at(first, second);
    if (name === '@in') return isIn(first, second);
    const [, operator] = /^_([<>]=?|[-+*/%])_$/.exec(name) ?? [];
    if (operator !== undefined) return (/^[<>]/.test(operator) ? ordering : arithmetic)(operator, first, second);
  }
  const operands = [first, second, third].filter((each) => each !== undefined);
  return functionCall(name, target && compile(target, scope), operands);
}

/** Operands of `&&` or `||`: each knows what those before it made sure. */
function chainOf(operator: LogicOperator, operands: readonly Expression[], scope: Scope): Code {
  let inner = scope;
  const compiled = operands.map((each) => {
    const code = compile(each, inner);
    inner = knowing(inner, factsAfter(operator, code));
    return code;
  });
  return logic(operator, compiled);
}

function choice([condition, yes, no]: readonly Expression[], scope: Scope): Code {
  if (!condition || !yes || !no) return missing();
  const test = compile(condition, scope);
  const [ifTrue, ifFalse] = [knowing(scope, test.ifTrue), knowing(scope, test.ifFalse)];
  return ternary(test, compile(yes, ifTrue), compile(no, ifFalse));
}

function knowing(scope: Scope, facts: readonly string[] = []): Scope {
  return { ...scope, present: new Set([...scope.present, ...facts]) };
}

/** `a && b && c` as a list: the operator is associative. */
function chain(name: string, args: readonly Expression[]): Expression[] {
  return args.flatMap((arg) => (arg.is === 'call' && arg.name === name ? chain(name, arg.args) : [arg]));
}

function at(container: Code, key: Code): Code {
  const { type } = container;
  const result = (item: CelType): Code =>
    call('at', [container.js, key.js], { type: item, as: 'unknown', throws: true });
  if (type.kind === 'list' && /^(int|dyn)$/.test(key.type.kind)) return result(type.item);
  if (type.kind === 'map' && /^(string|dyn)$/.test(key.type.kind)) return result(type.value);
  throw new ImportError(`indexes a ${type.kind} by a ${key.type.kind}`);
}

function isIn(item: Code, container: Code): Code {
  const { kind } = container.type;
  if (kind !== 'list' && kind !== 'map') throw new ImportError(`looks into a ${kind}`);
  const throws = item.throws || container.throws || container.type.nullable === true;
  return call('in', [item.js, container.js], { type: BOOL, as: 'boolean', throws });
}

function macro({ macro: name, range, item, test, to }: MacroCall, scope: Scope): Code {
  const over = compile(range, scope);
  const { type } = over;
  if (type.kind !== 'list' && type.kind !== 'map') throw new ImportError(`has ${name}() of a ${type.kind}`);
  const local = localName(item);
  const itemType = type.kind === 'list' ? type.item : STRING;
  // What is known of a name says nothing of another one that hides it.
  const present = scope.names.has(item) ? new Set<string>() : scope.present;
  const inner = { names: new Map([...scope.names, [item, value(local, itemType, false)]]), present };
  const compiled = test && as('bool', compile(test, inner));
  const throws = over.throws || type.nullable === true || (compiled?.throws ?? false);
  const walk = (method: string, from: string, body: Code): string =>
    `rt.${method}(${from}, (${local}) => ${body.js.startsWith('{') ? operand(body) : body.js})`;
  if (name !== 'filter' && name !== 'map') {
    const js = walk(name, over.js, compiled ?? missing());
    return { js, type: BOOL, as: 'boolean', throws, atom: true };
  }
  const kept = compiled ? walk('filter', over.js, compiled) : over.js;
  if (name === 'filter') {
    return { js: kept, type: { kind: 'list', item: itemType, unordered: false }, as: 'list', throws, atom: true };
  }
  const made = compile(to ?? missing(), inner);
  const result: CelType = { kind: 'list', item: made.type, unordered: false };
  return { js: walk('map', kept, made), type: result, as: 'list', throws: throws || made.throws, atom: true };
}

function missing(): never {
  throw new Error('a macro without its expression');
}

const TAKEN =
  /^(rt|arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield)$/;

/** The name of an item, which may be a word of TypeScript. */
function localName(name: string): string {
  return TAKEN.test(name) ? `${name}_` : name;
}
