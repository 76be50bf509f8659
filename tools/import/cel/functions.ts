import { ImportError } from '../import-error';
import { as, type Code, call, operand, type Result } from './code';
import { BOOL, type CelType, DURATION, INT, STRING } from './types';

const FALSE_OR_TRUE = { type: BOOL, as: 'boolean' } as const;
const STRINGS: CelType = { kind: 'list', item: STRING, unordered: false };

/** A literal that certainly is a duration. */
const PLAIN_DURATION = /^'\d{1,6}(ms|s|m|h)'$/;

type Compile = (args: readonly Code[]) => Code;

/** Functions by name and how many operands they have, the target of a method first. */
const FUNCTIONS: Readonly<Record<string, Compile>> = {
  'size/1': ([of]) => size(need(of)),
  'contains/2': (args) => method('includes', args),
  'startsWith/2': (args) => method('startsWith', args),
  'endsWith/2': (args) => method('endsWith', args),
  'matches/2': (args) => texts('matches', args, { ...FALSE_OR_TRUE, throws: true }),
  'split/2': (args) => texts('split', args, { type: STRINGS, as: 'list', throws: false }),
  'split/3': ([text, separator, limit]) => withNumbers('split', [need(text), need(separator)], [need(limit)], STRINGS),
  'substring/2': ([text, start]) => withNumbers('substring', [need(text)], [need(start)], STRING),
  'substring/3': ([text, start, end]) => withNumbers('substring', [need(text)], [need(start), need(end)], STRING),
  'duration/1': (args) => {
    const throws = !args.every(({ js }) => PLAIN_DURATION.test(js));
    return texts('duration', args, { type: DURATION, as: 'bigint', throws });
  },
  'isIP/1': (args) => texts('isIP', args, { ...FALSE_OR_TRUE, throws: false }),
  'dyn/1': ([of]) => ({ ...need(of), type: { kind: 'dyn' }, as: 'unknown' }),
  'dns1123Label/1': ([format]) => ({ ...ofKind('format', format), type: { kind: 'label' } }),
  'validate/2': ([label, text]) => {
    ofKind('label', label);
    const type: CelType = { kind: 'optional', value: STRINGS };
    return texts('dns1123Label', [need(text)], { type, as: 'optional', throws: false });
  },
  'hasValue/1': ([optional]) => {
    const { js, throws } = ofKind('optional', optional);
    return { ...FALSE_OR_TRUE, js: `${js} !== undefined`, throws, atom: false };
  },
  'value/1': ([optional]) => {
    const { js, type } = ofKind('optional', optional);
    if (type.kind !== 'optional') throw new Error('checked above');
    return call('value', [js], { type: type.value, as: 'unknown', throws: true });
  },
};

/** Functions that may be called either way. */
const GLOBAL = new Set(['size', 'matches', 'duration', 'isIP', 'dyn']);
const NO_METHODS = new Set(['duration', 'isIP', 'dyn']);

/** @throws ImportError for a function that no rule of the bundled CRDs used so far */
export function functionCall(name: string, target: Code | undefined, args: readonly Code[]): Code {
  const operands = target ? [target, ...args] : args;
  const compile = FUNCTIONS[`${name}/${operands.length}`];
  const callable = target ? !NO_METHODS.has(name) : GLOBAL.has(name);
  if (!compile || !callable) {
    throw new ImportError(`calls ${target ? '.' : ''}${name}() with ${args.length} arguments, which is not compiled`);
  }
  return compile(operands);
}

function size(of: Code): Code {
  if (of.type.kind === 'list') {
    const list = as('list', of);
    return { js: `${operand(list)}.length`, type: INT, as: 'number', throws: list.throws, atom: true };
  }
  if (!/^(string|map|dyn)$/.test(of.type.kind)) throw new ImportError(`takes the size of a ${of.type.kind}`);
  const throws = of.throws || of.type.kind === 'dyn' || of.type.nullable === true;
  return call('size', [of.js], { type: INT, as: 'number', throws });
}

/** A method of texts that JavaScript has too. */
function method(name: string, [target, argument]: readonly Code[]): Code {
  const [text, other] = [as('string', need(target)), as('string', need(argument))];
  return {
    ...FALSE_OR_TRUE,
    js: `${operand(text)}.${name}(${other.js})`,
    throws: text.throws || other.throws,
    atom: true,
  };
}

function texts(name: string, args: readonly Code[], result: Result): Code {
  const narrowed = args.map((arg) => as('string', arg));
  const js = narrowed.map((arg) => arg.js);
  return call(name, js, { ...result, throws: result.throws || narrowed.some(({ throws }) => throws) });
}

function withNumbers(name: string, words: readonly Code[], numbers: readonly Code[], type: CelType): Code {
  const args = [...words.map((word) => as('string', word)), ...numbers.map((each) => as('number', each))];
  const js = args.map((arg) => arg.js);
  return call(name, js, { type, as: type.kind === 'list' ? 'list' : 'string', throws: true });
}

function ofKind(kind: CelType['kind'], code: Code | undefined): Code {
  const given = need(code);
  if (given.type.kind !== kind) throw new ImportError(`takes a ${given.type.kind} for a ${kind}`);
  return given;
}

function need(code: Code | undefined): Code {
  if (!code) throw new Error('an operand that is not there');
  return code;
}
