import { createRequire } from 'node:module';
import type * as Cel from '@bufbuild/cel';
import type * as CelExtensions from '@bufbuild/cel/ext';
import type { JsonSchema } from '../../../../imports/schemas/crd-set';
import { isObject } from '../defaults';
import { CelError } from './cel-error';
import { celInput } from './engine-values';
import type { RuleFunction } from './rule';
import { dns1123Label, isIP } from './texts';

/**
 * Makes a function of a rule on values of a schema. One that cannot be parsed fails whenever it is asked, as it would at the
 * API server.
 */
export type EngineRules = (rule: string, schema: JsonSchema) => RuleFunction;

type Bindings = Record<'self' | 'oldSelf' | 'format', Cel.CelInput>;
type Run = (bindings: Bindings) => unknown;

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
  const environment = environmentOf(cel, extensions);
  const planned = new Map<string, Run>();
  return (rule, schema) => {
    const isOptional = hasOptionalOldSelf(rule, schema);
    return (self, oldSelf) => {
      // Planning takes a while, and most rules of a large CRD are never asked.
      const run = planned.get(rule) ?? planOf(cel, environment, rule);
      planned.set(rule, run);
      const before = oldSelf === undefined ? [] : [celInput(schema, oldSelf)];
      return run({
        self: celInput(schema, self),
        oldSelf: isOptional ? before : (before[0] ?? null),
        format: 'format',
      });
    };
  };
}

/**
 * The language with what rules of known CRDs use of Kubernetes' libraries. The engine has no optional values: they are lists of
 * one item or none, which equal nothing else either.
 */
function environmentOf(cel: typeof Cel, extensions: typeof CelExtensions): Cel.CelEnv {
  const { celEnv, celFunc, celMethod, listType } = cel;
  const { BOOL, DYN, STRING } = cel.CelScalar;
  const optional = listType(DYN);
  return celEnv({
    funcs: [
      ...extensions.strings,
      celFunc('isIP', [STRING], BOOL, (text) => isIP(text)),
      celMethod('dns1123Label', STRING, [], STRING, () => 'dns1123Label'),
      celMethod('validate', STRING, [STRING], optional, (text) => {
        const problems = dns1123Label(text);
        return problems ? [problems] : [];
      }),
      celMethod('hasValue', optional, [], BOOL, function () {
        return this.size > 0;
      }),
      celMethod('value', optional, [], DYN, function () {
        const value = this.get(0);
        if (value === undefined) throw new CelError('optional.none() dereference');
        return value;
      }),
    ],
  });
}

function planOf(cel: typeof Cel, environment: Cel.CelEnv, rule: string): Run {
  let run: ReturnType<typeof cel.plan>;
  try {
    run = cel.plan(environment, cel.parse(rule));
  } catch (error) {
    const message = isObject(error) && 'message' in error ? String(error.message) : String(error);
    return () => {
      throw new CelError(`it cannot be parsed: ${message}`);
    };
  }
  return (bindings) => {
    const result = run(bindings);
    if (cel.isCelError(result)) throw new CelError(result.message.replace(/^field not found: /, 'no such key: '));
    return result;
  };
}

function hasOptionalOldSelf(text: string, schema: JsonSchema): boolean {
  const rules = schema['x-kubernetes-validations'];
  return (
    Array.isArray(rules) && rules.some((each) => isObject(each) && each.rule === text && each.optionalOldSelf === true)
  );
}
