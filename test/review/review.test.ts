import type { PlatformProps } from '../../src';
import { reviewMarkdown } from '../../src/cli/output/review-markdown';
import { reviewText } from '../../src/cli/output/review-output';
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

const NOTHING = { changes: [], answers: [], unprobed: [], structure: [], touched: [] };

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
    [
      'a hostname that is served from now on, and one that is not any more',
      served('web', {}) + route('r', '{ name: web }', [TO_ECHO], ['hostnames: [old.example.com]']),
      served('web', {}) + route('r', '{ name: web }', [TO_ECHO], ['hostnames: [new.example.com]']),
      [
        'warning diff/answer-lost Gateway apps/web GET http apps/web:80 old.example.com/ gets 404 in place of 200 from apps/echo:80 as /',
        'warning diff/hostname-exposed Gateway apps/web answers for new.example.com on HTTP 80, which it did not',
        'warning diff/hostname-gone Gateway apps/web answers no more for old.example.com on HTTP 80',
      ],
    ],
    [
      'another certificate',
      served('web', {}, [https()]),
      served('web', {}, [https('https', 'new-tls')]),
      [
        'warning diff/certificate-changed Gateway apps/web listener https shows the certificate of apps/new-tls in place of that of apps/web-tls',
      ],
    ],
    [
      'a Gateway that LoxiLB would not serve any more',
      served('web', {}),
      gateway('web'),
      [
        'warning diff/gateway-class-changed Gateway apps/web its Service is for LoxiLB and would be for another load balancer, but a live Service keeps its class',
      ],
    ],
    [
      'what Argo CD prunes, and what goes with it',
      `${service()}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: apps }\n`,
      '',
      [
        'error diff/pruned-with-content Namespace apps is gone: Argo CD deletes it, if it prunes, and everything in it',
        'info diff/pruned Service apps/echo is gone: Argo CD deletes it, if it prunes',
      ],
    ],
  ])('tells of %s', (_, before, after, expected) => {
    expect(changes(LOXILB_CLASS + before, LOXILB_CLASS + after)).toEqual(expected);
  });

  test('of a thing with itself is empty', () => {
    for (const { violates, holds, platform } of Object.values(ROUTES)) {
      for (const text of [violates, holds]) expect(compare(text, text, platform)).toEqual(NOTHING);
    }
    const all =
      LOXILB_CLASS + kubeLoxilb(['--cidrPools=defaultPool=10.0.9.0/24']) + served('web', { lbmode: 'onearm' });
    expect(compare(all, all)).toEqual(NOTHING);
  });
});

describe('its texts', () => {
  const result = compare(
    LOXILB_CLASS + served('web', {}),
    `${LOXILB_CLASS}${served('web', {})}${route('r', '{ name: web }', [TO_ECHO])}`,
  );

  test('name requests with before and after', () => {
    expect(
      reviewText(result),
    ).toBe(`warning Gateway apps/web answers for every host on HTTP 80, which it did not (diff/hostname-exposed)
Gateway apps/web
  + HTTPRoute apps/r: on http
  + HTTPRoute apps/r to apps/echo:80: /
1 request gets another answer
  GET http apps/web:80 any host/
    before  404
    after   200 from apps/echo:80 as /
`);
    expect(reviewMarkdown(result)).toContain(`\`\`\`diff
  Gateway apps/web
+ HTTPRoute apps/r: on http
+ HTTPRoute apps/r to apps/echo:80: /
\`\`\`

<details><summary>Gateway apps/web</summary>

before:

\`\`\`mermaid
flowchart LR
`);
    expect(reviewMarkdown(result)).toContain('| GET http apps/web:80 any host/ | 404 | 200 from apps/echo:80 as / |');
  });

  test('say so where nothing changes', () => {
    expect(reviewText(NOTHING)).toBe('no change for traffic\n');
  });

  test('stay below 60,000 characters in Markdown, and count what does not fit', () => {
    const answers = Array.from({ length: 2_000 }, (_, index) => ({
      request: `GET http apps/web:80 host-${index}.example.com/`,
      kind: 'gained' as const,
      before: '404',
      after: '200',
      differences: [{ what: 'answer', before: '404', after: '200' }],
    }));
    const text = reviewMarkdown({ ...NOTHING, answers });
    expect(text.length).toBeLessThan(60_000);
    const [, left = ''] = /… and (\d+) lines more/.exec(text) ?? [];
    expect(Number(left) + (text.match(/GET http/g) ?? []).length).toBe(2_000);
  });
});
