import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseManifests } from '../../src/cli/input/parse-manifests';

const ROOT = join(__dirname, '../..');
const TSX = require.resolve('tsx/cjs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxigw-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function loxigw(args: readonly string[], input = ''): Ran {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
  const ran = spawnSync(process.execPath, ['-r', TSX, join(ROOT, 'src/cli/loxigw.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env,
    maxBuffer: 1 << 26,
  });
  expect(ran.stderr).not.toMatch(/\n\s+at /);
  return ran;
}

function put(name: string, text: string | Buffer): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: good }\n';
const BAD = `# a comment
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: bad
  namespace: shop
spec:
  rules:
    - backendRefs:
        - name: a
          port: 99999
`;
const PROBLEM = 'should be less than or equal to 65535';

describe('loxigw check', () => {
  test('prints findings by object, with file, line, cure and rule, and ends with 1', () => {
    put('dist/bad.yaml', BAD);
    put('dist/good.yaml', GOOD);
    const { status, stdout } = loxigw(['check']);
    expect(status).toBe(1);
    expect(stdout).toBe(
      `HTTPRoute shop/bad\n  error dist/bad.yaml:11 spec.rules[0].backendRefs[0].port\n    ${PROBLEM}\n    Change it to fit. (admission/schema)\n\n2 objects: 1 error, 0 warnings\n`,
    );
  });

  test('ends with 0 where all is fine', () => {
    put('a.yaml', GOOD);
    expect(loxigw(['check', 'a.yaml'])).toEqual(
      expect.objectContaining({ status: 0, stdout: '1 object: 0 errors, 0 warnings\n', stderr: '' }),
    );
  });

  test('prints JSON as documented', () => {
    put('bad.yaml', BAD);
    const { status, stdout } = loxigw(['check', '-o', 'json', 'bad.yaml']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        {
          rule: 'admission/schema',
          severity: 'error',
          resource: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', namespace: 'shop', name: 'bad' },
          path: 'spec.rules[0].backendRefs[0].port',
          message: PROBLEM,
          cure: 'Change it to fit.',
          source: { file: 'bad.yaml', line: 11 },
        },
      ],
      summary: { resources: 1, errors: 1, warnings: 0 },
    });
  });

  test('prints workflow commands, and SARIF with paths that are not of this machine', () => {
    put('bad.yaml', BAD);
    expect(loxigw(['check', '-o', 'github', 'bad.yaml']).stdout).toBe(
      `::error file=bad.yaml,line=11,title=admission/schema::spec.rules[0].backendRefs[0].port: ${PROBLEM}. Change it to fit.\n`,
    );
    const { runs, version } = JSON.parse(loxigw(['check', '-o', 'sarif', join(folder, 'bad.yaml')]).stdout);
    expect(version).toBe('2.1.0');
    expect(runs[0].results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'bad.yaml' },
      region: { startLine: 11 },
    });
    expect(runs[0].tool.driver.rules[0]).toMatchObject({
      id: 'admission/schema',
      shortDescription: { text: expect.any(String) },
    });
  });

  test('reads standard input, several documents, Lists, JSON and folders, each once', () => {
    expect(loxigw(['check', '-'], `${GOOD}---\n${BAD}`).stdout).toContain('(standard input):15 spec.rules');
    put(
      'in/list.json',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, typo: 1 }],
      }),
    );
    put('in/deep/er/a.yml', GOOD);
    put('in/notes.txt', 'not a manifest');
    put('in/.hidden.yaml', '[');
    symlinkSync('..', join(folder, 'in/loop'));
    symlinkSync('deep', join(folder, 'in/again'));
    const { status, stdout, stderr } = loxigw(['check', 'in']);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('unknown field "typo"');
    expect(stdout).toContain('2 objects: 1 error');
  });

  test('takes its platform from a file, or from loxigw.yaml above, for each folder', () => {
    const tls =
      'apiVersion: gateway.networking.k8s.io/v1\nkind: TLSRoute\nmetadata: { name: a }\nspec: { hostnames: [a.example.com], rules: [{ backendRefs: [{ name: a, port: 1 }] }] }\n';
    put('old/a.yaml', tls);
    put('new/a.yaml', tls);
    put('loxigw.yaml', 'platforms:\n  - { paths: [old], cilium: { version: "1.17.1" } }\n  - { paths: [new] }\n');
    expect(loxigw(['check', 'new']).status).toBe(0);
    const { stdout } = loxigw(['check', 'old', 'new']);
    expect(stdout).toContain('old/a.yaml:2 kind');
    expect(stdout).toContain('Gateway API 1.2.0 standard has no TLSRoute of gateway.networking.k8s.io/v1');
    put(
      'platform.json',
      '{ "gatewayApi": { "version": "1.4.1" }, "acknowledge": [{ "rule": "admission/unknown-kind", "resource": "TLSRoute a", "reason": "known" }] }',
    );
    expect(loxigw(['check', '--platform', 'platform.json', 'new']).status).toBe(0);
  });

  const platforms: [string, string, string][] = [
    ['a key that does not exist', 'cillium: { version: "1.20.0" }', 'platform.yaml: cillium: is no key of a platform'],
    [
      'a version that is a number',
      'kubernetes: 1.30',
      'platform.yaml: kubernetes: 1.3 is no text. Write versions in quotes',
    ],
    [
      'a channel that does not exist',
      'gatewayApi: { channel: beta }',
      'platform.yaml: gatewayApi.channel: "beta" is not a channel',
    ],
    [
      'a release that is not known',
      'gatewayApi: { version: "9.0.0" }',
      'platform.yaml: gatewayApi.version: Gateway API 9.0.0 is not known',
    ],
    [
      'an acknowledgement without reason',
      'acknowledge: [{ rule: admission/cel }]',
      'platform.yaml: acknowledge[0]: needs a rule and a reason',
    ],
    ['a list', '[]', 'platform.yaml: is no map of keys'],
    ['text that is no YAML', 'a: [', 'platform.yaml: is not YAML'],
  ];
  test.each(platforms)('refuses a platform file with %s', (_, text, message) => {
    put('platform.yaml', text);
    put('a.yaml', GOOD);
    const { status, stderr, stdout } = loxigw(['check', '--platform', 'platform.yaml', 'a.yaml']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: ${message}`);
  });

  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
    .join('\n')}\n`;
  const hostile: [string, string | Buffer, string][] = [
    ['broken YAML', 'a: [', 'hostile.yaml:1: is not YAML'],
    ['a key twice', 'a: 1\na: 2\n', 'hostile.yaml:2: is not YAML: Map keys must be unique'],
    ['an alias bomb', bomb, 'hostile.yaml:1: refers to its anchors more than 100 times over'],
    ['bytes that are not UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]), 'hostile.yaml: is not UTF-8'],
    ['NUL bytes', 'a: \0', 'hostile.yaml: has NUL bytes'],
    ['a text', 'just a text', 'hostile.yaml:1: is no map of fields'],
    ['a list', '- a\n- b\n', 'hostile.yaml:1: is no map of fields'],
    ['an object that is none of Kubernetes', '\n\nfoo: bar\n', 'hostile.yaml:3: has no apiVersion or no kind'],
    ['a number that JSON has not', `${GOOD}data: { a: .inf }\n`, 'hostile.yaml:1: has the value Infinity, which JSON'],
    [
      'an anchor inside of itself',
      'apiVersion: v1\nkind: A\nmetadata: &m { name: a, x: *m }\n',
      'hostile.yaml:1: has an anchor that contains itself',
    ],
    [
      'an anchor that is not there',
      'apiVersion: v1\nkind: A\nmetadata: *m\n',
      'hostile.yaml:1: refers to an anchor that is not there',
    ],
    ['endless nesting', `${'['.repeat(20_000)}`, 'hostile.yaml'],
    ['a control character in its name', `apiVersion: v1\nkind: "A\\e[31mB"\n`, ''],
  ];
  test.each(hostile)('reports %s, ends with 2 and still checks the rest', (what, text, message) => {
    put('in/hostile.yaml', text);
    put('in/bad.yaml', BAD);
    const { status, stdout, stderr } = loxigw(['check', 'in']);
    expect(stdout).toContain(PROBLEM);
    expect(stdout + stderr).not.toContain('\u001b');
    if (what === 'a control character in its name') return;
    expect(status).toBe(2);
    expect(stderr).toContain(`error: in/${message}`);
  });

  test('refuses a file of more than 100 MB unread, and paths that do not exist', () => {
    put('large.yaml', '');
    truncateSync(join(folder, 'large.yaml'), 101 * 1024 * 1024);
    const { status, stderr } = loxigw(['check', 'large.yaml', 'missing.yaml']);
    expect(status).toBe(2);
    expect(stderr).toBe(
      'error: large.yaml: is larger than 100 MB. Split it.\nerror: missing.yaml: does not exist. Check the path.\n',
    );
  });

  test.each([
    [['check', '-o', 'xml'], 'Allowed choices are text, json, github, sarif'],
    [['chekc'], "unknown command 'chekc'"],
    [['check', '--platfrom', 'a'], "unknown option '--platfrom'"],
  ])('ends with 2 on %j', (args, message) => {
    const { status, stderr } = loxigw(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test('prints no control characters in any format, and JSON that means what it should', () => {
    put('a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, "x\\e[31m\\u009b\\u202e": 1 }\n');
    for (const format of ['text', 'json', 'github', 'sarif']) {
      const { stdout } = loxigw(['check', '-o', format, 'a.yaml']);
      expect(stdout.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\u202e]/u);
      if (format === 'json') expect(JSON.parse(stdout).findings[0].path).toBe('metadata.x\u001b[31m\u009b\u202e');
    }
  });

  test('says which acknowledgements accept nothing, and refuses one of a rule that does not exist', () => {
    put('bad.yaml', BAD);
    put('good.yaml', GOOD);
    const entry = (rule: string, resource: string): string => `{ rule: ${rule}, resource: ${resource}, reason: known }`;
    const accepted = entry('admission/schema', 'HTTPRoute shop/bad');
    const stale = entry('admission/cel', 'ConfigMap good');
    const elsewhere = entry('admission/cel', 'ConfigMap other');
    put('loxigw.yaml', `acknowledge: [${accepted}, ${stale}, ${elsewhere}]`);
    expect(loxigw(['check', 'bad.yaml', 'good.yaml'])).toEqual(
      expect.objectContaining({
        status: 0,
        stdout: '2 objects: 0 errors, 0 warnings\n',
        stderr:
          'warning: the acknowledgement of admission/cel for ConfigMap good fits no finding. Remove it, or correct it.\n',
      }),
    );
    put('loxigw.yaml', `acknowledge: [${entry('admission/shcema', 'HTTPRoute shop/bad')}]`);
    const { status, stderr } = loxigw(['check', 'good.yaml']);
    expect(status).toBe(2);
    expect(stderr).toContain('acknowledge: admission/shcema is no rule. Did you mean admission/schema?');
  });

  test('refuses --crds without any CustomResourceDefinition', () => {
    put('good.yaml', GOOD);
    const { status, stderr } = loxigw(['check', '--crds', 'good.yaml', '--', 'good.yaml']);
    expect([status, stderr]).toEqual([
      2,
      'error: good.yaml: has no CustomResourceDefinition. Give files or folders that do.\n',
    ]);
  });

  test('reads what a shell gives in place of a file', () => {
    put('bad.yaml', BAD);
    const command = `${JSON.stringify(process.execPath)} -r ${JSON.stringify(TSX)} ${JSON.stringify(join(ROOT, 'src/cli/loxigw.ts'))} check <(cat bad.yaml)`;
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
    const ran = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8', env });
    expect([ran.status, ran.stderr]).toEqual([1, '']);
    expect(ran.stdout).toContain(PROBLEM);
  });

  test('is quiet when its reader has seen enough', () => {
    put('many.yaml', Array.from({ length: 3000 }, (_, index) => GOOD.replace('good', `BAD${index}`)).join('---\n'));
    const command = `${JSON.stringify(process.execPath)} -r ${JSON.stringify(TSX)} ${JSON.stringify(join(ROOT, 'src/cli/loxigw.ts'))} check many.yaml | head -1; exit \${PIPESTATUS[0]}`;
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
    const ran = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8', env });
    expect(ran).toMatchObject({ status: 1, stderr: '', stdout: 'ConfigMap BAD0\n' });
  });

  test('explains itself with examples', () => {
    const { status, stdout } = loxigw(['check', '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('helm template chart | loxigw check -');
  });
});

describe('reading YAML', () => {
  const manifest = (text: string): Record<string, unknown> => {
    const [first] = parseManifests({ file: 'a.yaml', text: `apiVersion: v1\nkind: A\n${text}` }).manifests;
    return { ...first?.manifest };
  };
  test.each([
    ['yes is true, as for kubectl', 'a: yes', true],
    ['a date stays a text', 'a: 2026-11-23', '2026-11-23'],
    ['minutes and seconds stay a text', 'a: 1:30', '1:30'],
    ['a text in quotes stays one', 'a: "yes"', 'yes'],
    ['octal is octal', 'a: 0644', 420],
    ['new octal is octal', 'a: 0o17', 15],
    ['hexadecimal is hexadecimal', 'a: -0X1f', -31],
    ['zeros before other digits are nothing', 'a: 089', 89],
    ['an exponent makes a number', 'a: 1.5e3', 1500],
    ['an exponent alone stays a text', 'a: e1', 'e1'],
    ['a point stays a text', 'a: .', '.'],
    ['a number too large for any stays a text', 'a: 1e400', '1e400'],
    ['a version stays a text', 'a: 1.2.3', '1.2.3'],
    ['a tag makes a number of a text', 'a: !!int "1"', 1],
    ['a merge key is merged', 'b: &b { c: 1 }\na: { <<: *b, d: 2 }', { c: 1, d: 2 }],
  ])('%s', (_, text, expected) => {
    expect(manifest(text).a).toEqual(expected);
  });

  test('never throws, whatever bytes it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-:{}[\],&*!|>'"%@`#?a-z0-9 \n\t]{0,60}$/)),
        (text) => {
          const { manifests, errors } = parseManifests({ file: 'a.yaml', text });
          expect(manifests.length + errors.length).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('loxigw explain', () => {
  test('says why and how to cure, lists all, and proposes the nearest', () => {
    expect(loxigw(['explain', 'admission/cel']).stdout).toContain(
      'Cure: Change the fields that the message speaks of.',
    );
    expect(
      loxigw(['explain'])
        .stdout.split('\n')
        .filter((line) => line.startsWith('admission/')),
    ).toHaveLength(6);
    expect(loxigw(['explain', 'admission/shcema'])).toEqual(
      expect.objectContaining({
        status: 2,
        stderr: 'error: admission/shcema is no rule. Did you mean admission/schema?\n',
      }),
    );
  });
});
