import fc from 'fast-check';
import type { ClusterReview } from '../../src/cli/cluster-review';
import { printable } from '../../src/cli/output/printable';
import { reviewJson } from '../../src/cli/output/review-json';
import { reviewMarkdown } from '../../src/cli/output/review-markdown';
import { reviewText } from '../../src/cli/output/review-text';
import { type Review, review } from '../../src/review/review';
import type { AnswerChange } from '../../src/review/traffic-changes';
import { gateway, LOXILB_CLASS, route, served, service, TO_ECHO } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';

const NOTHING: Review = { changes: [], answers: [], unprobed: [], structure: [], touched: [] };

function answer(request: string, before: string, after: string): AnswerChange {
  return { request, kind: 'changed', before, after, differences: [{ what: 'answer', before, after }] };
}

function cluster(found: Partial<Review>, more: Partial<ClusterReview> = {}): ClusterReview {
  return { name: 'dist/web', review: { ...NOTHING, ...found }, accepted: [], notes: [], ...more };
}

function compared(before: string, after: string): ClusterReview {
  const platform = { loxilb: { args: { cidrPools: 'defaultPool=10.0.9.0/24' } } };
  return cluster(review(play(before, platform), play(after, platform)));
}

/** What a reader of Markdown would read as markup: all but code. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^```\w*\n.*?^```$/gms, '')
    .replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
    .replace(/<code>[^<]*<\/code>/g, '');
}

describe('the texts of a review', () => {
  const result = compared(
    LOXILB_CLASS + served('web', {}),
    `${LOXILB_CLASS}${served('web', {})}${route('r', '{ name: web }', [TO_ECHO])}`,
  );

  test('name requests with before and after', () => {
    expect(
      reviewText([result]),
    ).toBe(`warning Gateway apps/web answers for every host on HTTP 80, which it did not (diff/hostname-exposed)
warning Gateway apps/web serves plain HTTP on port 80 for every host (diff/plaintext)
Gateway apps/web
  + HTTPRoute apps/r: on http
  + HTTPRoute apps/r to apps/echo:80: /
1 request gets another answer
  GET http apps/web:80 any host/
    before  404
    after   200 from apps/echo:80 as /
`);
    const markdown = reviewMarkdown([result]);
    expect(markdown).toMatch(
      /^## What this changes for traffic\n\n0 errors, 2 warnings; 1 request gets another answer; Gateways: `apps\/web`\.\n\n\| severity /,
    );
    expect(markdown).toContain(
      '| warning | `Gateway apps/web` | answers for every host on HTTP `80`, which it did not (`diff/hostname-exposed`) |',
    );
    expect(markdown).toContain('| `GET http apps/web:80 any host/` | `404` | `200 from apps/echo:80 as /` |');
    expect(markdown).toContain(`\`\`\`diff
  Gateway apps/web
+ HTTPRoute apps/r: on http
+ HTTPRoute apps/r to apps/echo:80: /
\`\`\`

<details><summary><code>Gateway apps/web</code></summary>

before:

\`\`\`mermaid
flowchart LR
`);
  });

  test('say so where nothing changes', () => {
    expect(reviewText([cluster({})])).toBe('no change for traffic\n');
    expect(reviewMarkdown([cluster({})])).toBe('## What this changes for traffic\n\nNothing.\n');
    expect(reviewText([cluster({}), cluster({})], ['a'])).toBe('note: a\n\n2 clusters, no change for traffic\n');
    expect(JSON.parse(reviewJson([cluster({})]))).toEqual({
      summary: { errors: 0, warnings: 0, accepted: 0, answers: 0 },
      changes: [],
      accepted: [],
      answers: [],
      unprobed: [],
      structure: [],
      notes: [],
    });
  });
});

describe('Markdown', () => {
  const changes = (severity: 'error' | 'warning' | 'info', count: number, rule = 'diff/pruned'): Review['changes'] =>
    Array.from({ length: count }, (_, i) => ({
      rule,
      severity,
      subject: `Service apps/${severity}-${i}`,
      message: 'is gone: Argo CD deletes it, if it prunes',
    }));
  const answers = (count: number): Review['answers'] =>
    Array.from({ length: count }, (_, i) => answer(`GET http apps/web:80 host-${i}.example.com/`, '404', '200'));
  const large = (routes: number): string =>
    gateway('web') +
    service() +
    Array.from({ length: routes }, (_, i) =>
      route(`r-${i}`, '{ name: web }', [TO_ECHO], [`hostnames: [h-${i}.example.com]`]),
    ).join('');

  test('tells errors and warnings, then requests, then what is worth knowing, then parts, then diagrams', () => {
    const { review: drawn } = compared(large(1), large(2));
    const all = [...changes('error', 1), ...changes('warning', 1), ...changes('info', 1)];
    const text = reviewMarkdown([cluster({ ...drawn, changes: all })]);
    const places = ['| error |', '| warning |', '| request |', '| info |', '```diff', '<details>'].map((each) =>
      text.indexOf(each),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  test('of a large change has room for something of everything, below 60,000 characters, and counts what it leaves out', () => {
    const { review: drawn } = compared(large(300), large(600));
    const all = [...changes('error', 2_000), ...changes('warning', 2_000), ...changes('info', 2_000)];
    const text = reviewMarkdown([cluster({ ...drawn, changes: all, answers: answers(2_000) })]);
    expect(text.length).toBeLessThan(60_000);
    expect(text.length).toBeGreaterThan(50_000);
    const shown = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
    const left = (noun: string): number =>
      Number(new RegExp(`(\\d+) ${noun}`).exec(/^Left out.*$/m.exec(text)?.[0] ?? '')?.[1]);
    expect(shown(/^\| error/gm) + left('errors')).toBe(2_000);
    expect(shown(/^\| warning/gm) + left('warnings')).toBe(2_000);
    expect(shown(/^\| `GET/gm) + left('requests')).toBe(2_000);
    expect(shown(/^\| info/gm) + left('other changes')).toBe(2_000);
    for (const each of [/^\| warning/gm, /^\| `GET/gm, /^\| info/gm, /^\+ HTTPRoute/gm])
      expect(shown(each)).toBeGreaterThan(5);
    expect(text).toMatch(/^before \(1 of 8\):\n\n```mermaid\n.*^after \(1 of 8\):\n\n```mermaid\n.*^<\/details>$/ms);
  });

  test('gives room that one rank does not need to the others', () => {
    const text = reviewMarkdown([cluster({ answers: answers(2_000) })]);
    expect(text.length).toBeGreaterThan(58_000);
    expect(text.length).toBeLessThan(60_000);
  });

  test('tells errors of all clusters before warnings of the first', () => {
    const many = Array.from({ length: 120 }, (_, i) =>
      cluster({ changes: [...changes('error', 2), ...changes('warning', 200)] }, { name: `dist/c${i}` }),
    );
    const text = reviewMarkdown(many);
    expect(text.match(/^\| error/gm)).toHaveLength(240);
    expect(text.match(/^### `dist\/c\d+`$/gm)).toHaveLength(120);
    expect(text.length).toBeLessThan(60_000);
  });

  test('has one row for a rule and an object', () => {
    const same = Array.from({ length: 7 }, (_, i) => ({
      rule: 'diff/hostname-exposed',
      severity: 'warning' as const,
      subject: 'Gateway apps/web',
      message: `answers for h-${i}.example.com`,
    }));
    expect(reviewMarkdown([cluster({ changes: same })]).match(/^\| warning.*/gm)).toEqual([
      '| warning | `Gateway apps/web` | answers for `h-0.example.com`<br>answers for `h-1.example.com`<br>answers for `h-2.example.com`<br>and 4 more (`diff/hostname-exposed`) |',
    ]);
  });

  test.each([
    ['@octocat', '`@octocat`'],
    ['see #12', 'see `#12`'],
    ['as GH-3 says', 'as `GH-3` says'],
    ['at https://evil.example/x, now', 'at `https://evil.example/x`, now'],
    ['at www.evil.example.', 'at `www.evil.example`.'],
    ['a|b', '`a\\|b`'],
    ['[x](y) <b>', '`[x](y) <b>`'],
    ['`code`', '`` `code` ``'],
    ['me@example.com', '`me@example.com`'],
    ['fixes owner/repo#1', 'fixes `owner/repo#1`'],
    ['commit deadbeef', 'commit `deadbeef`'],
    ['commit defaced', 'commit `defaced`'],
  ])('mentions, refers and links nowhere: %s', (message, shown) => {
    const change = { rule: 'diff/pruned', severity: 'error' as const, subject: 'Service a/b', message };
    expect(reviewMarkdown([cluster({ changes: [change] })])).toContain(
      `| error | \`Service a/b\` | ${shown} (\`diff/pruned\`) |\n`,
    );
  });

  test('has nothing but words and its own marks outside of code, whatever is in names', () => {
    const hostile = fc.stringMatching(/^[a-c @#|`\\<>&*_~[\]()!:/.\n\u200b1-9]{0,40}$/);
    const part = fc.record({ subject: hostile, part: hostile, before: hostile, after: hostile });
    const change = fc.record({
      rule: hostile,
      severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
      subject: hostile,
      message: hostile,
    });
    const found = fc.record({
      changes: fc.array(change, { maxLength: 5 }),
      answers: fc.array(
        fc.tuple(hostile, hostile, hostile).map(([request, before, after]) => answer(request, before, after)),
        { maxLength: 3 },
      ),
      structure: fc.array(part, { maxLength: 3 }),
      touched: fc.array(fc.record({ subject: hostile, before: fc.constant(undefined), after: fc.constant(undefined) })),
    });
    fc.assert(
      fc.property(found, hostile, (each, note) => {
        const text = reviewMarkdown([cluster(each, { notes: [note], name: note }), cluster(each)], [note]);
        expect(withoutCode(text).replace(/^#{2,3} |<br>|<\/?details>|<\/?summary>/gm, '')).not.toMatch(
          /[@#`<>[\]\\~_]|\/\/|www/,
        );
        for (const row of text.split('\n').filter((line) => line.startsWith('|')))
          expect(row.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(4);
      }),
      { numRuns: 300 },
    );
  });

  test('is not three times as long for names that need escapes', () => {
    const odd = answers(100).map((each) => ({ ...each, request: '|'.repeat(100) }));
    const plain = answers(100).map((each) => ({ ...each, request: 'x'.repeat(100) }));
    const [long, short] = [odd, plain].map((each) => reviewMarkdown([cluster({ answers: each })]).length);
    expect((long ?? 0) / (short ?? 1)).toBeLessThan(2);
    expect(reviewMarkdown([cluster({ answers: [answer('x'.repeat(100_000), '', '')] })])).toContain(
      `| \`${'x'.repeat(300)}…\` |`,
    );
  });
});

test.each(['\u2028', '\u2029', '\u200b', '\u202e', '\u2066', '\u061c', '\u200f', '\ufeff', '\u0007'])(
  'a terminal is not given %j',
  (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    expect(printable(`a${character}b`)).toBe(`a\\u${code}b`);
    const json = reviewJson([cluster({ answers: [answer(character, '', '')] })]);
    expect(json).not.toContain(character);
    expect(JSON.parse(json).answers[0].request).toBe(character);
  },
);
