import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../src/rehearsal/rules';
import { manifestsOf, play, type RuleExample, type RuleExamples, verdict } from './example';

const FOLDER = join(__dirname, 'examples');
const ALL: readonly (readonly [string, RuleExample])[] = readdirSync(FOLDER).flatMap((file) => {
  const { EXAMPLES }: { EXAMPLES: RuleExamples } = require(join(FOLDER, file));
  return Object.entries(EXAMPLES);
});

test('every rule with a check is shown, and no other', () => {
  const checked = RULES.filter(({ check }) => check).map(({ id }) => id);
  expect(ALL.map(([id]) => id).sort()).toEqual(checked.sort());
});

describe.each(ALL)('%s', (id, example) => {
  const { platform = {}, violates, at, says, holds, doesNotApply, also = [] } = example;

  test('is broken where it should be, and nothing else is', () => {
    const { findings } = play(violates, platform);
    const own = findings.filter(({ rule }) => rule === id);
    expect(own.map(({ path }) => path)).toEqual(at);
    expect(`${own[0]?.message}. ${own[0]?.cure}`).toMatch(says);
    const others = findings.filter(({ rule }) => rule !== id && !also.includes(rule));
    expect(others).toEqual([]);
    expect(verdict(id, violates, platform)).toBe('violated');
  });

  test('holds for the nearest that is fine', () => {
    expect(verdict(id, holds, example.holdsOn ?? platform)).toBe('holds');
  });

  test('has nothing to say of others', () => {
    expect(manifestsOf(doesNotApply).length).toBeGreaterThan(0);
    expect(verdict(id, doesNotApply, platform)).toBe('does not apply');
  });

  test('is shown by objects that are admitted', () => {
    const refused = [violates, holds, doesNotApply]
      .flatMap((text) => play(text, platform).findings)
      .filter(({ rule, severity }) => rule.startsWith('admission/') && severity === 'error');
    expect(refused).toEqual([]);
  });
});
