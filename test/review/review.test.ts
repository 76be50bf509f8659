import { ApiObject, App } from 'cdk8s';
import fc from 'fast-check';
import type { PlatformProps } from '../../src';
import type { Manifest } from '../../src/rehearsal/manifest';
import { Rehearsal } from '../../src/rehearsal/rehearsal';
import { type Review, review } from '../../src/review/review';
import { build, type Props, props } from '../any-app';
import {
  gateway,
  HTTP,
  https,
  kubeLoxilb,
  LOXILB_CLASS,
  route,
  served,
  service,
  TO_ECHO,
} from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';
import { EXAMPLES as ROUTES } from '../rehearsal/rules/examples/route';

const NOTHING = { changes: [], answers: [], structure: [], touched: [] };

const POOL: PlatformProps = { loxilb: { args: { cidrPools: 'defaultPool=10.0.9.0/24' } } };

function compare(before: string, after: string, platform: PlatformProps = POOL): Review {
  return review(play(before, platform), play(after, platform));
}

function rehearsalOf(each: Props): Rehearsal {
  const app = new App();
  build(app, each);
  const manifests = app.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object): Manifest => object.toJson());
  return new Rehearsal(manifests, each.platform);
}

describe('a review', () => {
  test('tells of requests that get another answer, out of the matches of both sides', () => {
    const web = gateway('web') + service() + service('cart');
    const before = web + route('r', '{ name: web }', [TO_ECHO]);
    const after =
      web +
      route('r', '{ name: web }', [
        TO_ECHO,
        '{ matches: [{ path: { value: /cart }, method: POST, headers: [{ name: x, value: "1" }] }], backendRefs: [{ name: cart, port: 80, weight: 3 }, { name: echo, port: 80, weight: 1 }] }',
      ]);
    expect(compare(before, after).answers).toEqual([
      {
        request: 'POST http apps/web:80 any host/cart x: 1',
        before: '200 from apps/echo:80 as /cart',
        after: '200 from apps/cart:80 75 %, apps/echo:80 25 % as /cart',
      },
    ]);
  });

  test('of a thing with itself is empty', () => {
    for (const { violates, holds, platform } of Object.values(ROUTES)) {
      for (const text of [violates, holds]) expect(compare(text, text, platform)).toEqual(NOTHING);
    }
    const all =
      LOXILB_CLASS + kubeLoxilb(['--cidrPools=defaultPool=10.0.9.0/24']) + served('web', { lbmode: 'onearm' });
    expect(compare(all, all)).toEqual(NOTHING);
  });

  test('names listeners, routes, backends and shares that are added, removed or changed', () => {
    const split = (weight: number): string =>
      `{ backendRefs: [{ name: echo, port: 80, weight: ${weight} }, { name: next, port: 80, weight: ${100 - weight} }] }`;
    const before =
      served('web', {}) + route('r', '{ name: web }', [split(90)]) + route('old', '{ name: web }', [TO_ECHO]);
    const after = served('web', {}, [HTTP, https()]) + route('r', '{ name: web, sectionName: http }', [split(75)]);
    expect(compare(LOXILB_CLASS + before, LOXILB_CLASS + after).structure).toEqual([
      { subject: 'Gateway apps/web', part: 'HTTPRoute apps/old', before: 'on http' },
      { subject: 'Gateway apps/web', part: 'HTTPRoute apps/old to apps/echo:80', before: '/' },
      { subject: 'Gateway apps/web', part: 'HTTPRoute apps/r to apps/echo:80', before: '/ 90 %', after: '/ 75 %' },
      { subject: 'Gateway apps/web', part: 'HTTPRoute apps/r to apps/next:80', before: '/ 10 %', after: '/ 25 %' },
      {
        subject: 'Gateway apps/web',
        part: 'listener https',
        after: 'HTTPS 443 for every host, certificate apps/web-tls',
      },
    ]);
  });

  test('of any two apps is undone by the way back, and of one with itself is empty', () => {
    fc.assert(
      fc.property(props, props, (one, other) => {
        const [before, after] = [one, { ...other, platform: one.platform }].map((each) => rehearsalOf(each));
        if (!before || !after) return;
        const [there, back] = [review(before, after), review(after, before)];
        expect(back.structure).toEqual(
          there.structure.map(({ before: was, after: is, ...part }) => ({
            ...part,
            ...(is === undefined ? {} : { before: is }),
            ...(was === undefined ? {} : { after: was }),
          })),
        );
        expect(back.answers).toEqual(
          there.answers.map((each) => ({ ...each, before: each.after, after: each.before })),
        );
        expect(review(after, rehearsalOf({ ...other, platform: one.platform }))).toEqual(NOTHING);
      }),
      { numRuns: 60 },
    );
  });

  test('of the way back has the answers the other way round', () => {
    const { violates, holds } = ROUTES['route/redirect-loop'] ?? { violates: '', holds: '' };
    const there = compare(violates, holds).answers;
    expect(there.length).toBeGreaterThan(0);
    expect(compare(holds, violates).answers).toEqual(
      there.map(({ request, before, after }) => ({ request, before: after, after: before })),
    );
  });
});
