import { ImportError } from '../import-error';
import type { CelType } from './types';

/** TypeScript that computes an expression. */
export interface Code {
  readonly js: string;
  readonly type: CelType;
  /** What TypeScript knows of it. */
  readonly as: 'unknown' | 'boolean' | 'number' | 'string' | 'bigint' | 'list' | 'optional';
  /** True if it may end in an error. */
  readonly throws: boolean;
  /** True if an operator may stand beside it without parentheses. */
  readonly atom: boolean;
  /** Fields, as code, that are sure to be there where this is true, and where it is false. */
  readonly ifTrue?: readonly string[];
  readonly ifFalse?: readonly string[];
}

type Shape = 'bool' | 'number' | 'string' | 'duration' | 'list';

const NARROWED = { bool: 'boolean', number: 'number', string: 'string', duration: 'bigint', list: 'list' } as const;
const NARROW = { bool: 'bool', number: 'number', string: 'text', list: 'list' } as const;

/** A value of which TypeScript knows nothing yet. */
export function value(js: string, type: CelType, throws: boolean): Code {
  return { js, type, as: 'unknown', throws, atom: true };
}

/** What an expression gives, without its code. */
export type Result = Omit<Code, 'js' | 'atom'>;

/** A call of the run time. */
export function call(name: string, args: readonly string[], result: Result): Code {
  return { ...result, js: `rt.${name}(${args.join(', ')})`, atom: true };
}

/** An operator between operands. */
export function operation(js: string, result: Result): Code {
  return { ...result, js, atom: false };
}

/** The code as an operand. */
export function operand({ js, atom }: Code): string {
  return atom ? js : `(${js})`;
}

/**
 * The code as a value of a shape, checked at run time if need be.
 * @throws ImportError if it has another type
 */
export function as(shape: Shape, code: Code): Code {
  const narrowed = NARROWED[shape];
  if (code.as === narrowed) return code;
  const { kind, nullable = false } = code.type;
  if (!fits(shape, kind)) throw new ImportError(`takes a ${kind} for a ${shape}: ${code.js}`);
  if (shape === 'duration') throw new ImportError(`takes a value of no known type for a duration: ${code.js}`);
  return {
    js: `rt.${NARROW[shape]}(${code.js})`,
    type: code.type,
    as: narrowed,
    throws: code.throws || kind === 'dyn' || nullable,
    atom: true,
  };
}

function fits(shape: Shape, kind: CelType['kind']): boolean {
  if (kind === 'dyn' || kind === shape) return true;
  return shape === 'number' && (kind === 'int' || kind === 'double');
}
