import type { PlatformProps } from '../../src';
import { review } from '../../src/review/review';
import type { StructureChange } from '../../src/review/structure';
import { gateway, HTTP, https, LOXILB_CLASS, route, served, TO_ECHO } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';

const POOL: PlatformProps = { loxilb: { args: { cidrPools: 'defaultPool=10.0.9.0/24' } } };

function structure(before: string, after: string): readonly StructureChange[] {
  return review(play(before, POOL), play(after, POOL)).structure;
}

describe('the structure', () => {
  test('has the VIPs that Gateways ask for, and not which address of a pool is the next one', () => {
    const web = LOXILB_CLASS + served('web', {});
    expect(structure(web, web + served('api', {}))).toEqual([
      { subject: 'Gateway apps/api', part: '', after: 'VIP of a pool' },
      { subject: 'Gateway apps/api', part: 'listener http', after: 'HTTP 80 for every host' },
    ]);
    expect(structure(web, LOXILB_CLASS + served('web', { staticIP: '10.0.9.7' }))).toEqual([
      { subject: 'Gateway apps/web', part: '', before: 'VIP of a pool', after: 'VIP 10.0.9.7' },
    ]);
  });

  test('has listeners, routes, backends and shares that are added, removed or changed', () => {
    const split = (weight: number): string =>
      `{ backendRefs: [{ name: echo, port: 80, weight: ${weight} }, { name: next, port: 80, weight: ${100 - weight} }] }`;
    const before =
      served('web', {}) + route('r', '{ name: web }', [split(90)]) + route('old', '{ name: web }', [TO_ECHO]);
    const after = served('web', {}, [HTTP, https()]) + route('r', '{ name: web, sectionName: http }', [split(75)]);
    expect(structure(LOXILB_CLASS + before, LOXILB_CLASS + after)).toEqual([
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

  test('has no order of matches, of headers and of their case, and has every match', () => {
    const web = gateway('web');
    const to = (...matches: string[]): string =>
      web +
      route('r', '{ name: web }', [`{ matches: [${matches.join(', ')}], backendRefs: [{ name: echo, port: 80 }] }`]);
    const [a, b] = ['{ path: { value: /a } }', '{ path: { value: /b } }'];
    const headers = (...all: string[]): string => `{ headers: [${all.join(', ')}] }`;
    expect(structure(to(a, b), to(b, a))).toEqual([]);
    expect(
      structure(
        to(headers('{ name: A, value: x }', '{ name: b, value: y }')),
        to(headers('{ name: B, value: y }', '{ name: a, value: x }')),
      ),
    ).toEqual([]);
    expect(structure(to(a), to(a, b))).toEqual([
      { subject: 'Gateway apps/web', part: 'HTTPRoute apps/r to apps/echo:80', before: '/a', after: '/a or /b' },
    ]);
  });

  test('says of what kind a path is', () => {
    const of = (type: string): string =>
      gateway('web') +
      route('r', '{ name: web }', [
        `{ matches: [{ path: { type: ${type}, value: /a } }], backendRefs: [{ name: echo, port: 80 }] }`,
      ]);
    const part = { subject: 'Gateway apps/web', part: 'HTTPRoute apps/r to apps/echo:80' };
    expect(structure(of('Exact'), of('PathPrefix'))).toEqual([{ ...part, before: '=/a', after: '/a' }]);
    expect(structure(of('PathPrefix'), of('RegularExpression'))).toEqual([{ ...part, before: '/a', after: '~/a' }]);
  });

  test('has no order of listeners, rules, hostnames, backends and redirects', () => {
    const listeners = [HTTP, https()];
    const rules = [
      '{ matches: [{ path: { value: /a } }], backendRefs: [{ name: a, port: 80 }, { name: b, port: 80 }] }',
      '{ matches: [{ path: { value: /b } }], backendRefs: [{ name: b, port: 80 }, { name: a, port: 80 }] }',
      '{ matches: [{ path: { value: /c } }], filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }',
      '{ matches: [{ path: { value: /d } }], filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }',
    ];
    const hostnames = ['a.example.com', 'b.example.com'];
    const page = (turned: boolean): string => {
      const turn = (list: readonly string[]): readonly string[] => (turned ? [...list].reverse() : list);
      const split = turn(['{ name: a, port: 80 }', '{ name: b, port: 80, weight: 3 }']).join(', ');
      return (
        gateway('web', turn(listeners)) +
        route(
          'r',
          '{ name: web }',
          [...turn(rules), `{ backendRefs: [${split}] }`],
          [`hostnames: [${turn(hostnames).join(', ')}]`],
        )
      );
    };
    expect(review(play(page(false)), play(page(true)))).toMatchObject({ structure: [], answers: [], changes: [] });
  });
});
