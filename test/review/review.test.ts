import type { PlatformProps } from '../../src';
import { reviewMarkdown, reviewText } from '../../src/cli/output/review-output';
import { type Review, review } from '../../src/review/review';
import {
  gateway,
  HTTP,
  https,
  kubeLoxilb,
  LOXILB_CLASS,
  loadBalancer,
  route,
  served,
  service,
  TO_ECHO,
} from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';
import { EXAMPLES as ROUTES } from '../rehearsal/rules/examples/route';

const POOL: PlatformProps = { loxilb: { args: { cidrPools: 'defaultPool=10.0.9.0/24' } } };

function compare(before: string, after: string, platform: PlatformProps = POOL): Review {
  return review(play(before, platform), play(after, platform));
}

/** Changes in a line each. */
function changes(before: string, after: string): readonly string[] {
  return compare(before, after).changes.map(
    ({ rule, severity, subject, message }) => `${severity} ${rule} ${subject} ${message}`,
  );
}

const GRANT = (name: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: apps, namespace: bank }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: apps }], to: [{ group: '', kind: Service, name: ${name} }] }
`;

describe('a review', () => {
  test.each<[string, string, string, string[]]>([
    [
      'a VIP that moves, because another Gateway comes before',
      served('web', {}),
      served('api', {}) + served('web', {}),
      [
        'error diff/vip-moved Gateway apps/web the VIP moves from 10.0.9.1 to 10.0.9.2',
        'info diff/gateway-added Gateway apps/api is new, at 10.0.9.1',
      ],
    ],
    [
      'a Gateway that is gone',
      served('web', {}),
      served('api', {}),
      [
        'warning diff/gateway-removed Gateway apps/web is gone, and its VIP 10.0.9.1 with it',
        'info diff/gateway-added Gateway apps/api is new, at 10.0.9.1',
      ],
    ],
    [
      'plain HTTP that is new',
      served('web', {}, [https()]),
      served('web', {}, [https(), HTTP]),
      ['warning diff/plaintext Gateway apps/web serves plain HTTP on port 80 for every host'],
    ],
    [
      'sessions that drop',
      served('web', { lbmode: 'fullnat' }),
      served('web', { lbmode: 'onearm' }),
      [
        'warning diff/sessions-dropped Gateway apps/web loxilb.io/lbmode changes from fullnat to onearm: the rule is made anew, and live sessions drop',
      ],
    ],
    [
      'what a live Service does not take',
      served('web', {}),
      served('web', { poolSelect: 'defaultPool' }),
      [
        'info diff/not-applied Gateway apps/web loxilb.io/poolSelect changes from none to defaultPool: a live Service keeps what it has: it is read once',
      ],
    ],
    [
      'a class that cannot be changed',
      loadBalancer('dns', {}),
      loadBalancer('dns', {}).replace('loadBalancerClass: loxilb.io/loxilb', 'loadBalancerClass: example.com/other'),
      [
        'error diff/class-changed Service apps/dns its load-balancer class changes from loxilb.io/loxilb to example.com/other, which the API server refuses',
      ],
    ],
    [
      'a grant that allows more',
      GRANT('a'),
      GRANT('a') + GRANT('b').replace('name: apps, ', 'name: more, '),
      ['warning diff/grant-widened ReferenceGrant bank/more HTTPRoute of apps may refer to Service b of bank'],
    ],
  ])('tells of %s', (_, before, after, expected) => {
    expect(changes(LOXILB_CLASS + before, LOXILB_CLASS + after)).toEqual(expected);
  });

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
      for (const text of [violates, holds]) expect(compare(text, text, platform)).toEqual({ changes: [], answers: [] });
    }
    const all =
      LOXILB_CLASS + kubeLoxilb(['--cidrPools=defaultPool=10.0.9.0/24']) + served('web', { lbmode: 'onearm' });
    expect(compare(all, all)).toEqual({ changes: [], answers: [] });
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

describe('its texts', () => {
  const result = compare(
    LOXILB_CLASS + served('web', {}),
    `${LOXILB_CLASS}${served('web', {})}${route('r', '{ name: web }', [TO_ECHO])}`,
  );

  test('name requests with before and after', () => {
    expect(reviewText(result)).toBe(`1 requests get another answer
  GET http apps/web:80 any host/
    before  404
    after   200 from apps/echo:80 as /
`);
    expect(reviewMarkdown(result)).toContain('| GET http apps/web:80 any host/ | 404 | 200 from apps/echo:80 as / |');
  });

  test('say so where nothing changes', () => {
    expect(reviewText({ changes: [], answers: [] })).toBe('no change for traffic\n');
  });

  test('stay below 60,000 characters in Markdown, and count what does not fit', () => {
    const answers = Array.from({ length: 2_000 }, (_, index) => ({
      request: `GET http apps/web:80 host-${index}.example.com/`,
      before: '404',
      after: '200',
    }));
    const text = reviewMarkdown({ changes: [], answers });
    expect(text.length).toBeLessThan(60_000);
    const [, left = ''] = /… and (\d+) lines more/.exec(text) ?? [];
    expect(Number(left) + (text.match(/GET http/g) ?? []).length).toBe(2_000);
  });
});
