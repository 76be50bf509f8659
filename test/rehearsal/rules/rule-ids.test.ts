import { rehearseObjects } from '../../../src/synth/rehearsal';

describe('ids of rules in the options of a rehearsal', () => {
  test.each([
    [
      { treatAsError: ['admission/unknown-kinds'] },
      'rehearsal.treatAsError: "admission/unknown-kinds" is no rule. Did you mean admission/unknown-kind?',
    ],
    [
      { acknowledge: [{ rule: 'mine', reason: 'known' }] },
      'rehearsal.acknowledge: "mine" is no rule. loxigw explain lists them all.',
    ],
  ])('are refused where there is no such rule: %j', (options, message) => {
    expect(() => rehearseObjects([], options)).toThrow(message);
  });

  test('are taken where there is', () => {
    expect(rehearseObjects([], { treatAsError: ['admission/unknown-kind'] })).toMatchObject({
      errors: [],
      warnings: [],
    });
  });
});
