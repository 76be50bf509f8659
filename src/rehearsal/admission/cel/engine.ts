import { createRequire } from 'node:module';
import type * as Cel from '@bufbuild/cel';
import type * as CelExtensions from '@bufbuild/cel/ext';
import type { CelRule } from '../../../../imports/cel-rules';
import { isObject } from '../defaults';
import { CelError } from './cel-error';
import { CEL_RUNTIME } from './runtime';

/** Makes a function of a rule. One that cannot be parsed fails whenever it is asked, as it would at the API server. */
export type EngineRules = (rule: string) => CelRule;

/** The engine for CRDs of users; undefined if it is not installed. */
export function loadEngine(): EngineRules | undefined {
  const load = createRequire(__filename);
  let cel: typeof Cel;
  let extensions: typeof CelExtensions;
  try {
    cel = load('@bufbuild/cel');
    extensions = load('@bufbuild/cel/ext');
  } catch {
    return undefined;
  }
  const { celEnv, celFunc, CelScalar } = cel;
  // Of what Kubernetes adds to the language, what rules of known CRDs use.
  const isIP = celFunc('isIP', [CelScalar.STRING], CelScalar.BOOL, (text: string) => CEL_RUNTIME.isIP(text));
  const environment = celEnv({ funcs: [...extensions.strings, isIP] });
  const rules = new Map<string, CelRule>();
  return (rule) => {
    const known = rules.get(rule);
    if (known) return known;
    const made = engineRule(cel, environment, rule);
    rules.set(rule, made);
    return made;
  };
}

function engineRule(cel: typeof Cel, environment: Cel.CelEnv, rule: string): CelRule {
  let run: ReturnType<typeof cel.plan>;
  try {
    run = cel.plan(environment, cel.parse(rule));
  } catch (error) {
    const message =
      typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
    return () => {
      throw new CelError(`it cannot be parsed: ${message}`);
    };
  }
  return (_, self, oldSelf) => {
    const result = run({ self: celValue(self), ...(oldSelf === undefined ? {} : { oldSelf: celValue(oldSelf) }) });
    if (cel.isCelError(result)) throw new CelError(String(result));
    return result;
  };
}

/** Words that CEL keeps for itself: fields of such names are escaped. */
const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** JSON as CEL values: whole numbers are ints, and names of fields escaped as Kubernetes does. */
function celValue(value: unknown): Cel.CelInput {
  if (Array.isArray(value)) return value.map(celValue);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (!isObject(value)) return null;
  return new Map(Object.entries(value).map(([key, member]) => [escaped(key), celValue(member)]));
}

function escaped(key: string): string {
  if (RESERVED.has(key)) return `__${key}__`;
  // Keys of maps are as they are; names of fields with such characters only occur escaped in rules.
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key.replace(/__/g, '__underscores__') : key;
}
