import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOXILB_CLASS, served } from '../rehearsal/rules/documents';

const ROOT = join(__dirname, '../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxigw-fleet-'));
  const clusters = { berlin: '10.0.9.5', lisbon: '10.0.9.6', oslo: '10.0.9.5' };
  for (const [name, staticIP] of Object.entries(clusters)) {
    mkdirSync(join(folder, 'dist', name), { recursive: true });
    writeFileSync(join(folder, 'dist', name, 'web.yaml'), LOXILB_CLASS + served('web', { staticIP }));
  }
  platforms('');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param oslo further members of the last platform, in YAML */
function platforms(oslo: string): void {
  const entries = ['{ paths: [dist/berlin] }', '{ paths: [dist/lisbon] }', `{ paths: [dist/oslo] ${oslo} }`];
  writeFileSync(join(folder, 'loxigw.yaml'), `platforms: [${entries.join(', ')}]\n`);
}

/** @param warning what is said on stderr */
function check(
  args: readonly string[] = [],
  warning = '',
): { readonly status: number | null; readonly stdout: string } {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') };
  const command = ['-r', require.resolve('tsx/cjs'), join(ROOT, 'src/cli/loxigw.ts'), 'check', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env });
  expect(stderr).toBe(warning);
  return { status, stdout };
}

describe('loxigw check of a fleet', () => {
  test('looks at what clusters have between them, and sums up each', () => {
    const { status, stdout } = check();
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /error dist\/oslo\/web\.yaml:\d+ spec\.infrastructure\.annotations\[loxilb\.io\/staticIP\]\n {4}10\.0\.9\.5 is given out by dist\/berlin as well\n/,
    );
    expect(stdout).toMatch(
      /\ndist\/berlin: 3 objects: 0 errors, 0 warnings\ndist\/lisbon: 3 objects: 0 errors, 0 warnings\ndist\/oslo: 3 objects: 1 error, 0 warnings\n3 clusters, 9 objects: 1 error, 0 warnings\n$/,
    );
    expect(JSON.parse(check(['-o', 'json']).stdout).summary).toEqual({
      resources: 9,
      errors: 1,
      warnings: 0,
      clusters: [
        { name: 'dist/berlin', resources: 3, errors: 0, warnings: 0 },
        { name: 'dist/lisbon', resources: 3, errors: 0, warnings: 0 },
        { name: 'dist/oslo', resources: 3, errors: 1, warnings: 0 },
      ],
    });
  });

  test('accepts what the platform file accepts, and compares no networks that do not meet', () => {
    platforms(', acknowledge: [{ rule: fleet/vip-twice, reason: anycast }]');
    expect(check().status).toBe(0);
    platforms(', network: north');
    expect(check().status).toBe(0);
  });

  test('compares in the order of the platform file, however the files are named on the command line', () => {
    const entries = ['{ paths: [dist/oslo] }', '{ paths: [dist/lisbon] }', '{ paths: [dist/berlin] }'];
    writeFileSync(join(folder, 'loxigw.yaml'), `platforms: [${entries.join(', ')}]\n`);
    for (const paths of [[], ['dist/berlin', 'dist/lisbon', 'dist/oslo'], ['dist/oslo', 'dist/berlin']]) {
      expect(check(paths).stdout).toMatch(
        /error dist\/berlin\/web\.yaml:\d+ .*\n {4}10\.0\.9\.5 is given out by dist\/oslo as well\n/,
      );
    }
  });

  test('accepts between clusters what stands beside the list, and says what is accepted in vain', () => {
    const entries = 'platforms: [{ paths: [dist/berlin] }, { paths: [dist/lisbon] }, { paths: [dist/oslo] }]\n';
    const accept = (rule: string): void =>
      writeFileSync(join(folder, 'loxigw.yaml'), `${entries}acknowledge: [{ rule: ${rule}, reason: anycast }]\n`);
    accept('fleet/vip-twice');
    expect(check().status).toBe(0);
    accept('fleet/pool-overlap');
    const vain = 'warning: the acknowledgement of fleet/pool-overlap fits no finding. Remove it, or correct it.\n';
    expect(check([], vain).status).toBe(1);
    accept('admission/schema');
    const file = join(folder, 'loxigw.yaml');
    const wrong = `error: ${file}: acknowledge: admission/schema is no rule between clusters, and none of a change. Put it into an entry of the list "platforms".\n`;
    expect(check([], wrong).status).toBe(2);
  });

  test('warns of a path of the platform file that leads nowhere', () => {
    platforms('');
    writeFileSync(
      join(folder, 'loxigw.yaml'),
      'platforms: [{ paths: [dist/berlin, dist/lisbon, dist/oslo] }, { paths: [../dist/rome] }]\n',
    );
    const file = join(folder, 'loxigw.yaml');
    check(
      ['dist/lisbon'],
      `warning: ${file}: platforms[1].paths: "../dist/rome" is not there. Paths begin at the folder of loxigw.yaml: correct it, or remove it.\n`,
    );
  });
});

describe('loxigw check of several clusters that nobody told it of', () => {
  beforeEach(() => rmSync(join(folder, 'loxigw.yaml')));

  test('finds that they have the same objects, and says how to tell them apart', () => {
    const { status, stdout } = check(['dist/berlin', 'dist/lisbon']);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /Gateway apps\/web\n {2}error dist\/lisbon\/web\.yaml:\d+ \(object\)\n {4}is the same object as in dist\/berlin\/web\.yaml:\d+, and says something else: the one that is applied later overwrites the other\n {4}Give one another name or namespace, or remove it\. If they are of two clusters, say so in loxigw\.yaml: platforms: \[\{ paths: \[dist\/berlin\] \}, \{ paths: \[dist\/lisbon\] \}\]\. \(admission\/duplicate\)\n/,
    );
  });

  test('finds one for each object, as a warning where nothing is lost', () => {
    const { findings } = JSON.parse(check(['-o', 'json']).stdout);
    const found = findings
      .filter(({ rule }: { rule: string }) => rule === 'admission/duplicate')
      .map(({ severity, resource, message }: Record<string, { kind: string }>) => [resource?.kind, severity, message]);
    expect(found).toEqual([
      ['CiliumGatewayClassConfig', 'warning', expect.stringMatching(/:\d+ and 1 more, and says the same$/)],
      ['GatewayClass', 'warning', expect.stringMatching(/:\d+ and 1 more, and says the same$/)],
      ['Gateway', 'error', expect.stringMatching(/:\d+ and 1 more, and says something else/)],
    ]);
  });

  test('accepts one that says so', () => {
    const text = (value: string, accept = ''): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x${accept} }\ndata: { a: "${value}" }\n`;
    writeFileSync(join(folder, 'dist/a.yaml'), text('1'));
    const accept =
      ', annotations: { cdk8s-loxi-gateway/acknowledge: "admission/duplicate: b.yaml is applied by hand" }';
    writeFileSync(join(folder, 'dist/b.yaml'), text('2'));
    expect(check(['dist/a.yaml', 'dist/b.yaml']).status).toBe(1);
    writeFileSync(join(folder, 'dist/b.yaml'), text('2', accept));
    expect(check(['dist/a.yaml', 'dist/b.yaml'])).toEqual({
      status: 0,
      stdout: '2 objects: 0 errors, 0 warnings\n',
    });
  });
});
