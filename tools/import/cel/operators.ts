import { ImportError } from '../import-error';
import { as, type Code, call, operand, operation } from './code';
import { BOOL, type CelType, DOUBLE, DYN, INT, STRING } from './types';

const BOOLEAN = { type: BOOL, as: 'boolean' } as const;

export type LogicOperator = '&&' | '||';

/** `&&` or `||` of several operands. A chain that cannot fail before its end is JavaScript's; else errors are absorbed. */
export function logic(operator: LogicOperator, operands: readonly Code[]): Code {
  const [first, ...others] = operands.map((each) => as('bool', each));
  if (!first) throw new Error('an operator without operands');
  if (others.length === 0) return first;
  const rest = logic(operator, others);
  const result = { ...BOOLEAN, throws: rest.throws, ...facts(operator, first, rest) };
  if (first.throws) {
    const args = [`() => ${first.js}`, `() => ${rest.js}`];
    return { ...call(operator === '&&' ? 'and' : 'or', args, result), throws: true };
  }
  // A chain of the same operator needs no parentheses on its right side.
  const right = others.length > 1 && !rest.atom ? rest.js : operand(rest);
  return operation(`${operand(first)} ${operator} ${right}`, result);
}

/** What is known of fields once an operand let the next one be reached. An operand that may have failed says nothing. */
export function factsAfter(operator: LogicOperator, { throws, ifTrue, ifFalse }: Code): readonly string[] {
  return (throws ? undefined : operator === '&&' ? ifTrue : ifFalse) ?? [];
}

function facts(operator: LogicOperator, ...operands: readonly Code[]): Pick<Code, 'ifTrue' | 'ifFalse'> {
  // `true` out of && means that every operand is true, none of them by an error that was absorbed.
  return operator === '&&'
    ? { ifTrue: operands.flatMap(({ ifTrue = [] }) => ifTrue) }
    : { ifFalse: operands.flatMap(({ ifFalse = [] }) => ifFalse) };
}

export function not(code: Code): Code {
  const inner = as('bool', code);
  const { throws, ifTrue = [], ifFalse = [] } = inner;
  return { js: `!${operand(inner)}`, ...BOOLEAN, throws, atom: true, ifTrue: ifFalse, ifFalse: ifTrue };
}

export function ternary(condition: Code, yes: Code, no: Code): Code {
  const test = as('bool', condition);
  const sameShape = yes.as === no.as;
  const type = yes.type.kind === no.type.kind ? yes.type : DYN;
  return operation(`${operand(test)} ? ${operand(yes)} : ${operand(no)}`, {
    type,
    as: sameShape ? yes.as : 'unknown',
    throws: test.throws || yes.throws || no.throws,
  });
}

/** `==` and `!=`. @throws ImportError for types that the API server would not compare, and lists without an order */
export function equality(left: Code, right: Code, negated: boolean): Code {
  const throws = left.throws || right.throws;
  if (!comparable(left.type, right.type)) {
    throw new ImportError(`compares a ${left.type.kind} with a ${right.type.kind}`);
  }
  if (isUnordered(left.type) || isUnordered(right.type)) throw new ImportError('compares lists that are sets or maps');
  if (isScalar(left.type) || isScalar(right.type)) {
    return operation(`${operand(left)} ${negated ? '!==' : '==='} ${operand(right)}`, { ...BOOLEAN, throws });
  }
  const equal = call('equals', [left.js, right.js], { ...BOOLEAN, throws });
  return negated ? not(equal) : equal;
}

/** `<`, `<=`, `>` and `>=`. */
export function ordering(operator: string, left: Code, right: Code): Code {
  const kinds = [left.type.kind, right.type.kind];
  if (kinds.every(isNumber) || kinds.every((kind) => kind === 'duration')) {
    const shape = kinds[0] === 'duration' ? 'duration' : 'number';
    const [a, b] = [as(shape, left), as(shape, right)];
    return operation(`${operand(a)} ${operator} ${operand(b)}`, { ...BOOLEAN, throws: a.throws || b.throws });
  }
  const isDyn = kinds.includes('dyn');
  if (!isDyn && !(kinds[0] === kinds[1] && (kinds[0] === 'string' || kinds[0] === 'bool'))) {
    throw new ImportError(`orders a ${kinds[0]} and a ${kinds[1]}`);
  }
  const throws = isDyn || left.throws || right.throws || left.type.nullable === true || right.type.nullable === true;
  const compared = call('compare', [left.js, right.js], { type: INT, as: 'number', throws });
  return operation(`${compared.js} ${operator} 0`, { ...BOOLEAN, throws });
}

/** `+`, `-`, `*`, `/` and `%` of numbers; `+` of texts and lists. */
export function arithmetic(operator: string, left: Code, right: Code): Code {
  const kinds = [left.type.kind, right.type.kind];
  const both = (kind: CelType['kind']): boolean => kinds.every((each) => each === kind);
  const throws = left.throws || right.throws;
  if (operator === '+' && both('string')) {
    const [a, b] = [as('string', left), as('string', right)];
    return operation(`${operand(a)} + ${operand(b)}`, { type: STRING, as: 'string', throws: a.throws || b.throws });
  }
  if (operator === '+' && both('list')) {
    if (isUnordered(left.type) || isUnordered(right.type)) throw new ImportError('adds lists that are sets or maps');
    const js = `[...${operand(as('list', left))}, ...${operand(as('list', right))}]`;
    return { js, type: left.type, as: 'list', throws, atom: true };
  }
  if (operator === '+' && both('duration')) throw new ImportError('adds durations, which is not compiled');
  if (both('double') && operator !== '%') {
    const [a, b] = [as('number', left), as('number', right)];
    return operation(`${operand(a)} ${operator} ${operand(b)}`, {
      type: DOUBLE,
      as: 'number',
      throws: a.throws || b.throws,
    });
  }
  if (both('int')) {
    const [a, b] = [as('number', left), as('number', right)];
    const result = { type: INT, as: 'number', throws: true } as const;
    if (operator === '/') return call('divide', [a.js, b.js], result);
    if (operator === '%') return call('modulo', [a.js, b.js], result);
    return call('int', [`${operand(a)} ${operator} ${operand(b)}`], result);
  }
  if (operator === '+' && kinds.includes('dyn')) {
    return call('add', [left.js, right.js], { type: DYN, as: 'unknown', throws: true });
  }
  throw new ImportError(`has ${kinds[0]} ${operator} ${kinds[1]}, which is not compiled`);
}

export function negative(code: Code): Code {
  if (!isNumber(code.type.kind)) throw new ImportError(`negates a ${code.type.kind}`);
  const inner = as('number', code);
  return { ...inner, js: `-${operand(inner)}`, atom: false };
}

const SCALARS = new Set(['bool', 'int', 'double', 'number', 'string', 'duration', 'null']);

/** A type of which `===` is equality, whatever the other side is. */
function isScalar({ kind }: CelType): boolean {
  return SCALARS.has(kind);
}

function isNumber(kind: CelType['kind']): boolean {
  return kind === 'int' || kind === 'double' || kind === 'number';
}

function comparable(left: CelType, right: CelType): boolean {
  const kinds = [left.kind, right.kind];
  if (kinds.includes('dyn') || left.kind === right.kind) return true;
  if (isNumber(left.kind) && isNumber(right.kind)) return true;
  const other = left.kind === 'null' ? right : left;
  return kinds.includes('null') && (other.nullable === true || /^(object|map|list|optional)$/.test(other.kind));
}

function isUnordered(type: CelType): boolean {
  switch (type.kind) {
    case 'list':
      return type.unordered || isUnordered(type.item);
    case 'map':
    case 'optional':
      return isUnordered(type.value);
    case 'object':
      return type.places.some(hasUnordered);
    default:
      return false;
  }
}

function hasUnordered(schema: object): boolean {
  return /"x-kubernetes-list-type":"(set|map)"/.test(JSON.stringify(schema));
}
