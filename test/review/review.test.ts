import type { PlatformProps } from '../../src';
import { type Review, review } from '../../src/review/review';
import { kubeLoxilb, LOXILB_CLASS, served } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';
import { EXAMPLES as ROUTES } from '../rehearsal/rules/examples/route';

const NOTHING = { changes: [], answers: [], unprobed: [], structure: [], touched: [] };

const POOL: PlatformProps = { loxilb: { args: { cidrPools: 'defaultPool=10.0.9.0/24' } } };

function compare(before: string, after: string, platform: PlatformProps = POOL): Review {
  return review(play(before, platform), play(after, platform));
}

describe('a review', () => {
  test('of a thing with itself is empty', () => {
    for (const { violates, holds, platform } of Object.values(ROUTES)) {
      for (const text of [violates, holds]) expect(compare(text, text, platform)).toEqual(NOTHING);
    }
    const all =
      LOXILB_CLASS + kubeLoxilb(['--cidrPools=defaultPool=10.0.9.0/24']) + served('web', { lbmode: 'onearm' });
    expect(compare(all, all)).toEqual(NOTHING);
  });
});
