import fc from 'fast-check';
import { celRules } from '../../../../imports/cel-rules';
import type { JsonSchema } from '../../../../imports/schemas/crd-set';
import { CelError } from '../../../../src/rehearsal/admission/cel/cel-error';
import { loadEngine } from '../../../../src/rehearsal/admission/cel/engine';
import { bundledRule, type RuleFunction } from '../../../../src/rehearsal/admission/cel/rule';
import { applyDefaults, cloneJson } from '../../../../src/rehearsal/admission/defaults';
import { Schema } from '../../../../src/rehearsal/admission/schema';
import { checkStructure } from '../../../../src/rehearsal/admission/structure';
import { ruleUsesOf } from '../../../../tools/import/cel/rule-uses';
import { bundledSets } from './bundled-sets';
import { valuesOf } from './values';

/** Seeds are fixed: this many have passing and failing values of every rule. */
const VALUES_PER_RULE = 400;
const VALUES_PER_PLACE = 40;

const uses = ruleUsesOf(bundledSets());
const engine = loadEngine();

/** True if nothing of the structure keeps the rules from being run. */
function isSound(schema: Schema, value: unknown): boolean {
  return checkStructure(schema, value).every(({ type }) => type === 'Invalid' || type === 'Duplicate');
}

/** What a rule gives: true, false, or an error. */
type Outcome = boolean | 'error';

function outcomeOf(rule: RuleFunction | undefined, self: unknown, oldSelf: unknown): Outcome {
  try {
    const result = rule?.(self, oldSelf);
    if (typeof result !== 'boolean') throw new Error(`a rule gave ${String(result)}`);
    return result;
  } catch (error) {
    if (error instanceof CelError) return 'error';
    throw error;
  }
}

function prepared(schema: Schema, value: unknown): unknown {
  const copy = cloneJson(value);
  applyDefaults(schema, copy);
  return copy;
}

test('every rule of every bundled CRD is compiled, and no other', () => {
  expect([...celRules.keys()]).toEqual(uses.map(({ text }) => text));
  expect(uses.length).toBeGreaterThanOrEqual(99);
});

describe('the compiled rule gives what the engine gives, wherever it stands', () => {
  const passing = new Map<string, Set<Outcome>>();

  test.each(uses)('$text', ({ text, places }) => {
    const seen = new Set<Outcome>();
    passing.set(text, seen);
    places.forEach((place, index) => {
      const numRuns = Math.max(VALUES_PER_PLACE, Math.ceil(VALUES_PER_RULE / places.length));
      agree(text, place, seen, { numRuns, seed: index });
    });
  });

  test('and of nearly every rule the corpus has values that pass and values that fail', () => {
    const onlyOne = [...passing].filter(([, seen]) => !seen.has(true) || !seen.has(false)).map(([text]) => text);
    // Its words are those of the enumeration.
    expect(onlyOne).toEqual(["self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'"]);
  });
});

function agree(
  text: string,
  place: JsonSchema,
  seen: Set<Outcome>,
  runs: { readonly numRuns: number; readonly seed: number },
): void {
  const compiled = bundledRule(text);
  const reference = engine?.(text, place);
  const schema = new Schema(place);
  const values = valuesOf(place, text)
    .map((value) => prepared(schema, value))
    .filter((value) => isSound(schema, value))
    // The engine takes an empty text or a sign for a duration of nothing, which is an error in cel-go.
    .filter((value) => !text.includes('duration(') || !/"[-+.]*"/.test(JSON.stringify(value)));
  const others = text.includes('oldSelf') ? fc.option(values, { nil: undefined }) : fc.constant(undefined);
  fc.assert(
    fc.property(values, others, (self, other) => {
      const old = other ?? cloneJson(self);
      const expected = outcomeOf(reference, self, old);
      seen.add(expected);
      const actual = outcomeOf(compiled, self, old);
      // An expectation for each of tens of thousands of values takes long.
      if (actual !== expected) expect(actual).toBe(expected);
    }),
    runs,
  );
}
