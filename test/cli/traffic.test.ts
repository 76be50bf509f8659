import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXPECTATION_MEMBERS } from '../../src/cli/input/test-file';
import { gateway, https, route, service, TO_ECHO } from '../rehearsal/rules/documents';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxigw-traffic-'));
  writeFileSync(join(folder, 'web.yaml'), gateway('web') + route('echo', '{ name: web }', [TO_ECHO]) + service());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function loxigw(...args: readonly string[]): Ran {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
  const command = ['-r', require.resolve('tsx/cjs'), join(ROOT, 'src/cli/loxigw.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env });
  expect(stderr).not.toMatch(/\n\s+at /);
  return { status, stdout, stderr };
}

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

describe('loxigw trace', () => {
  test('says where a request goes, and what the backend receives', () => {
    expect(loxigw('trace', 'http://any.example.com/x?y=z', '-H', 'a: b', 'web.yaml')).toEqual({
      status: 0,
      stderr: '',
      stdout: `GET http://any.example.com/x?y=z
  200 from Service apps/echo:80
  by HTTPRoute apps/echo, rule 0, match 0, on listener http of Gateway apps/web
  the backend receives GET /x?y=z for any.example.com
    a: b
`,
    });
  });

  test('explains the steps if it is asked to', () => {
    const { stdout } = loxigw('trace', 'http://any.example.com:81/', '--explain', 'web.yaml');
    expect(stdout).toBe(`GET http://any.example.com:81/
  no connection
  steps:
    1. no Gateway listens for any.example.com on port 81
`);
  });

  test('connects where --resolve and --connect-to say', () => {
    put('loxigw.yaml', 'loxilb: { args: { cidrPools: "defaultPool=10.0.9.100/32" } }\n');
    const to = (...args: string[]): string => loxigw('trace', 'http://a.com/', '--explain', ...args, 'web.yaml').stdout;
    expect(to('--resolve', 'a.com:80:10.0.9.101')).toMatch(/no Gateway has 10.0.9.101 with port 80/);
    expect(to('--resolve', 'b.com:80:10.0.9.101')).toMatch(/200 from Service/);
    expect(to('--connect-to', '::10.0.9.102:')).toMatch(/no Gateway has 10.0.9.102 with port 80/);
    expect(to('--gateway', 'apps/web')).toMatch(/200 from Service/);
  });

  test('prints an outcome for each request of a file, in order', () => {
    const gatewayOf = { namespace: 'apps', name: 'web', listenerPort: 80, scheme: 'http' };
    put(
      'requests.json',
      JSON.stringify([
        { name: 'a', gateway: gatewayOf, request: { path: '/a' } },
        { name: 'b', url: 'http://b.com:81/' },
      ]),
    );
    const { items } = JSON.parse(loxigw('trace', '-o', 'json', '--requests', 'requests.json', 'web.yaml').stdout);
    expect(items).toMatchObject([
      { status: 200, backends: [{ namespace: 'apps', name: 'echo', port: 80, weight: 1 }], request: { path: '/a' } },
      { connection: 'failed', backends: [] },
    ]);
  });

  test.each<[string, string[], RegExp]>([
    ['no request', [], /no request is given. Write a URL/],
    ['a text that is no URL', ['http://', 'web.yaml'], /is no URL/],
    ['a scheme that is none', ['ftp://a.com/', 'web.yaml'], /"ftp" is none. Use one of http/],
    ['a header that is none', ['http://a.com', '-H', 'x', 'web.yaml'], /-H: "x" is no header/],
    ['an address that is none', ['http://a.com', '--resolve', 'a.com', 'web.yaml'], /--resolve: "a.com" is none/],
    ['a file that is not there', ['--requests', 'gone.yaml', 'web.yaml'], /gone.yaml: cannot be read/],
    ['manifests that are not there', ['http://a.com', 'gone.yaml'], /gone.yaml/],
  ])('ends with 2 for %s', (_, args, message) => {
    const { status, stderr } = loxigw('trace', ...args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test.each<[string, string, RegExp]>([
    ['no list', 'a: b', /is no list of requests/],
    ['a member that is none', '[{ name: a, urls: x }]', /urls: is no member of a request/],
    ['a number for a text', '[{ url: 5 }]', /url: is no text/],
    ['a protocol that is none', '[{ url: "http://a.com", protocol: SPDY }]', /"SPDY" is none/],
    ['an upstream that is none', '[{ url: "http://a.com", upstream: { delay: 1 } }]', /upstream.delay: is no member/],
    ['a delay that is none', '[{ url: "http://a.com", upstream: { delayMs: a } }]', /upstream.delayMs: is no number/],
    [
      'headers that are maps',
      '[{ url: "http://a.com", upstream: { responseHeaders: { a: { b: c } } } }]',
      /headers.a: is no text/,
    ],
    ['no YAML', '[{', /is neither YAML nor JSON/],
  ])('ends with 2 for a file of requests with %s', (_, text, message) => {
    put('requests.yaml', text);
    const { status, stderr } = loxigw('trace', '--requests', 'requests.yaml', 'web.yaml');
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});

const TESTS = `manifests: [web.yaml]
tests:
  - name: all is echoed
    request: GET http://a.com/x
    expect: { service: "apps/echo:80", status: 200 }
  - name: nothing else listens
    request: GET http://a.com:81/x
    expect: { connection: failed }
`;

describe('loxigw test', () => {
  test('runs the tests of a file over the manifests that it names', () => {
    put('a.test.yaml', TESTS);
    expect(loxigw('test', 'a.test.yaml')).toEqual({
      status: 0,
      stderr: '',
      stdout: 'a.test.yaml\n  ok   all is echoed\n  ok   nothing else listens\n2 tests: 2 hold, 0 fail\n',
    });
  });

  test('shows expected and actual side by side, and ends with 1', () => {
    put('a.test.yaml', TESTS.replace('echo:80', 'cart:80').replace('200', '404'));
    expect(loxigw('test', 'a.test.yaml')).toEqual({
      status: 1,
      stderr: '',
      stdout: `a.test.yaml
  FAIL all is echoed
         status   expected 404
                  actual   200
         service  expected apps/cart:80
                  actual   apps/echo:80
  ok   nothing else listens
2 tests: 1 hold, 1 fail
`,
    });
  });

  test('writes JUnit, with nothing that would break the XML', () => {
    put('a.test.yaml', TESTS.replace('all is echoed', '"<all> & \\u0001"').replace('200', '404'));
    const { stdout, status } = loxigw('test', '-o', 'junit', 'a.test.yaml');
    expect(status).toBe(1);
    expect(stdout).toContain('<testsuite name="a.test.yaml" tests="2" failures="1">');
    expect(stdout).toContain('<testcase classname="a.test.yaml" name="&lt;all&gt; &amp; \\u0001">');
    expect(stdout).toContain('<failure message="status: expected 404, got 200">');
  });

  test.each<[string, string, RegExp]>([
    ['no list of tests', 'tests: a', /tests: is no list/],
    ['a key that is none', 'test: []', /test: is no key of a test file/],
    ['a test without name', 'tests: [{ request: "http://a.com", expect: { status: 200 } }]', /has no name/],
    [
      'a test that expects nothing',
      'tests: [{ name: a, request: "http://a.com", expect: {} }]',
      /expects nothing, so nothing can fail/,
    ],
    [
      'an expectation that is none',
      'tests: [{ name: a, request: "http://a.com", expect: { state: 200 } }]',
      /state: is nothing that can be expected/,
    ],
    [
      'a text for a status',
      'tests: [{ name: a, request: "http://a.com", expect: { status: "200" } }]',
      /status: "200" is of the wrong type/,
    ],
    ['no manifests', 'tests: [{ name: a, request: "http://a.com", expect: { status: 200 } }]', /dist/],
  ])('ends with 2 for a file with %s', (_, text, message) => {
    put('a.test.yaml', text);
    const { status, stderr } = loxigw('test', 'a.test.yaml');
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test('has a schema for editors with the same members', () => {
    const { definitions } = JSON.parse(readFileSync(join(ROOT, 'routing-test.schema.json'), 'utf8'));
    expect(Object.keys(definitions.expectation.properties).sort()).toEqual(Object.keys(EXPECTATION_MEMBERS).sort());
  });

  test("runs the article's own checks", () => {
    const { status, stdout } = loxigw(
      'test',
      join(ROOT, 'examples/article.routing.yaml'),
      '--platform',
      join(ROOT, 'loxigw.yaml'),
    );
    expect([status, stdout]).toEqual([0, expect.stringMatching(/11 tests: 11 hold, 0 fail/)]);
  });
});

describe('loxigw coverage', () => {
  test('says which matches and backends no request reaches', () => {
    const rules = [
      '{ matches: [{ path: { value: /a } }, { path: { value: /b } }], backendRefs: [{ name: echo, port: 80 }] }',
      '{ matches: [{ path: { value: /c } }], backendRefs: [{ name: echo, port: 81 }] }',
    ];
    put(
      'web.yaml',
      gateway('web', ['{ name: http, port: 80, protocol: HTTP }', https()]) +
        route('echo', '{ name: web }', rules) +
        service(),
    );
    put(
      'a.test.yaml',
      'manifests: [web.yaml]\ntests: [{ name: a, request: "http://x.com/a", expect: { status: 200 } }]\n',
    );
    expect(loxigw('coverage', 'a.test.yaml')).toEqual({
      status: 0,
      stderr: '',
      stdout: `routes: 1 of 1 reached
rules: 1 of 2 reached
  HTTPRoute apps/echo, rule 1
matches: 1 of 3 reached
  HTTPRoute apps/echo, rule 0, match 1
  HTTPRoute apps/echo, rule 1, match 0
backends: 1 of 2 reached
  HTTPRoute apps/echo, rule 1: Service apps/echo:81
`,
    });
  });
});
