import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { checkCommand } from '../../src/cli/commands/check';
import { diffCommand } from '../../src/cli/commands/diff';
import { gateway, HTTP, https, LOXILB_CLASS, route, served, service, TO_ECHO } from '../rehearsal/rules/documents';

const HERE = process.cwd();

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'loxigw-diff-')));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(HERE);
  process.exitCode = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, text: string | Buffer): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function git(...args: readonly string[]): void {
  const told = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'protocol.file.allow=always', ...args];
  expect(spawnSync('git', told, { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0 });
}

/** All that is there, as a commit of a branch `main`. */
function commit(message = 'one'): void {
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', message);
}

interface Said {
  readonly status: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

function diff(...args: readonly string[]): Said {
  return run(diffCommand(), args);
}

function run(command: Command, args: readonly string[]): Said {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += text;
      return true;
    }),
  );
  try {
    command.parse([...args], { from: 'user' });
    return { status: process.exitCode, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const POOL = (pool: string): string => `loxilb: { args: { cidrPools: "defaultPool=${pool}" } }`;
const POOLED = LOXILB_CLASS + served('web', {}, [https()]);
const WEB = LOXILB_CLASS + served('web', { staticIP: '10.0.9.1' }, [https()]);
const MOVED = WEB.replace('10.0.9.1', '10.0.9.2');
const MOVES =
  'the VIP moves from 10.0.9.1 to 10.0.9.2: the live Service has both until it is made anew, and then the new one alone';
const VIP_MOVES = `Gateway apps/web ${MOVES}`;

/** One without plain HTTP, of which there would be more to tell. */
const quiet = (name: string): string => gateway(name, [https()]);

describe('a change that is accepted', () => {
  beforeEach(() => {
    put('loxigw.yaml', `${POOL('10.0.9.0/24')}\n`);
    put('old/web.yaml', WEB);
    put('new/web.yaml', MOVED);
    for (const side of ['old', 'new']) put(`${side}/api.yaml`, quiet('api'));
  });

  test.each([
    ['of any object', '{ rule: diff/vip-moved, reason: on Sunday }'],
    ['of one object', '{ rule: diff/vip-moved, resource: Gateway apps/web, reason: on Sunday }'],
  ])('by the platform file, %s, is listed and is no error', (_, acknowledgement) => {
    expect(diff('old', 'new').status).toBe(1);
    put('loxigw.yaml', `${POOL('10.0.9.0/24')}\nacknowledge: [${acknowledgement}]\n`);
    const { status, stdout, stderr } = diff('old', 'new');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^accepted Gateway /);
    expect(stdout).toContain(`accepted ${VIP_MOVES} (diff/vip-moved: on Sunday)\n`);
    expect(stdout).not.toMatch(/^error/m);
    expect(diff('-o', 'markdown', 'old', 'new').stdout).toContain(
      '\n| accepted | `Gateway apps/web` | the VIP moves from `10.0.9.1` to `10.0.9.2`: the live Service has both until it is made anew, and then the new one alone. Accepted: on Sunday (`diff/vip-moved`) |\n',
    );
    const { summary, changes, accepted } = JSON.parse(diff('-o', 'json', 'old', 'new').stdout);
    expect(summary).toEqual({ errors: 0, warnings: 0, accepted: 1, answers: 0 });
    expect(changes).toEqual([]);
    expect(accepted).toEqual([
      {
        rule: 'diff/vip-moved',
        severity: 'error',
        subject: 'Gateway apps/web',
        message: MOVES,
        reason: 'on Sunday',
      },
    ]);
  });

  test('beside the list of platforms, is accepted in each of its clusters, and no other command minds', () => {
    put(
      'loxigw.yaml',
      `platforms: [{ paths: [new], ${POOL('10.0.9.0/24')} }]\nacknowledge: [{ rule: diff/vip-moved, reason: on Sunday }]\n`,
    );
    const { status, stdout, stderr } = diff('old', 'new');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`accepted ${VIP_MOVES} (diff/vip-moved: on Sunday)\n`);
    expect(run(checkCommand('0.1.0'), ['new']).stderr).toBe('');
    expect(diff('new', 'new').stderr).toBe(
      'warning: the acknowledgement of diff/vip-moved fits no change. Remove it, or correct it.\n',
    );
  });

  test('by the new object is no error', () => {
    const annotation = 'annotations: { cdk8s-loxi-gateway/acknowledge: "diff/vip-moved: on Sunday" }';
    const accepting = MOVED.replace('name: web, namespace: apps', `name: web, namespace: apps, ${annotation}`);
    put('new/web.yaml', accepting);
    expect(diff('old', 'new')).toMatchObject({ status: 0, stderr: '' });
    expect(diff('new', 'old').status).toBe(1);
    expect(diff('new', 'new').stderr).toBe(
      'warning: the annotation of Gateway apps/web accepts diff/vip-moved, and fits no change. Remove it, or correct it.\n',
    );
  });

  test.each([
    [
      'for another object',
      '{ rule: diff/vip-moved, resource: Gateway apps/api, reason: on Sunday }',
      'Gateway apps/api',
    ],
    ['for another rule', '{ rule: diff/plaintext, resource: Gateway apps/web, reason: on Sunday }', 'Gateway apps/web'],
  ])('is none that is accepted %s, of which the user is told', (_, acknowledgement, title) => {
    put('loxigw.yaml', `${POOL('10.0.9.0/24')}\nacknowledge: [${acknowledgement}]\n`);
    const { status, stderr } = diff('old', 'new');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      new RegExp(
        `^warning: the acknowledgement of diff/\\S+ for ${title} fits no change. Remove it, or correct it.\n$`,
      ),
    );
  });

  test('by an object that has no namespace is no error', () => {
    const annotation = 'annotations: { cdk8s-loxi-gateway/acknowledge: "diff/refused: known" }, name: loxilb';
    put('old/web.yaml', LOXILB_CLASS);
    put(
      'new/web.yaml',
      LOXILB_CLASS.replace('io.cilium/gateway-controller', 'example.com/other').replace(
        /name: loxilb \}\nspec:\n {2}controller/,
        `${annotation} }\nspec:\n  controller`,
      ),
    );
    expect(diff('old', 'new')).toEqual({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(
        /^accepted GatewayClass loxilb the API server refuses .* \(diff\/refused: known\)\n$/,
      ),
    });
  });

  test('is nothing that other commands miss, nor does diff miss what is theirs', () => {
    const rules = ['diff/vip-moved', 'kube-loxilb/plain-url'];
    put('loxigw.yaml', `acknowledge: [${rules.map((rule) => `{ rule: ${rule}, reason: fine }`).join(', ')}]\n`);
    expect(diff('old', 'old').stderr).toBe(
      'warning: the acknowledgement of diff/vip-moved fits no change. Remove it, or correct it.\n',
    );
  });
});

describe('a fleet', () => {
  const CLUSTERS = ['berlin', 'lisbon', 'oslo'];
  const platforms = (root: string, names = CLUSTERS): string =>
    `platforms: [${names.map((name, i) => `{ paths: [${root}/${name}], ${POOL(`10.${i}.0.0/24`)} }`).join(', ')}]\n`;
  beforeEach(() => {
    put('loxigw.yaml', platforms('dist'));
    for (const name of CLUSTERS) put(`dist/${name}/web.yaml`, WEB);
    commit();
  });

  test('is compared with a revision cluster by cluster, with a summary of all', () => {
    put('dist/berlin/web.yaml', MOVED);
    put('dist/oslo/web.yaml', WEB + route('r', '{ name: web }', [TO_ECHO]) + service());
    const { status, stdout } = diff('--base', 'HEAD');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^dist\/berlin\nerror Gateway apps\/web the VIP moves from 10\.0\.9\.1 to 10\.0\.9\.2: .*\n\ndist\/oslo\nwarning .*\n\n3 clusters, 2 with changes: 1 error, 1 warning; 1 request gets another answer\n$/s,
    );
    expect(stdout).not.toContain('lisbon');
    const { summary, clusters } = JSON.parse(diff('--base', 'HEAD', '-o', 'json').stdout);
    expect(summary).toEqual({ errors: 1, warnings: 1, accepted: 0, answers: 1 });
    expect(clusters.map(({ name, summary: own }: { name: string; summary: object }) => [name, own])).toEqual([
      ['dist/berlin', { errors: 1, warnings: 0, accepted: 0, answers: 0 }],
      ['dist/lisbon', { errors: 0, warnings: 0, accepted: 0, answers: 0 }],
      ['dist/oslo', { errors: 0, warnings: 1, accepted: 0, answers: 1 }],
    ]);
    const markdown = diff('--base', 'HEAD', '-o', 'markdown').stdout;
    expect(markdown.match(/^##.*/gm)).toEqual([
      '## What this changes for traffic',
      '### `dist/berlin`',
      '### `dist/oslo`',
    ]);
    expect(markdown).toContain('\n3 clusters, 2 with changes: 1 error, 1 warning; 1 request gets another answer.\n');
  });

  test('without a change says so', () => {
    expect(diff('--base', 'HEAD')).toEqual({ status: 0, stderr: '', stdout: '3 clusters, no change for traffic\n' });
  });

  test('compares a cluster that one side does not have with nothing', () => {
    rmSync(join(folder, 'dist/oslo'), { recursive: true });
    put('dist/rome/web.yaml', WEB);
    put('loxigw.yaml', platforms('dist', ['berlin', 'lisbon', 'rome']));
    expect(diff('--base', 'HEAD').stdout).toMatch(
      /^dist\/oslo\nnote: the cluster is gone\nwarning Gateway apps\/web is gone, and its VIP 10\.0\.9\.1 with it .*\n\ndist\/rome\nnote: the cluster is new\ninfo Gateway apps\/web is new, at 10\.0\.9\.1 .*\n\n4 clusters, 2 with changes/s,
    );
  });

  test.each([
    ['the older', ['before', 'dist']],
    ['the newer', ['dist', 'before']],
  ])('is paired by folders below each side where only one has platforms of its own: not %s', (_, sides) => {
    for (const name of CLUSTERS) put(`before/${name}/web.yaml`, name === 'lisbon' ? MOVED : WEB);
    expect(diff(...sides).stdout).toMatch(
      /^dist\/lisbon\n.*Gateway apps\/web the VIP moves from 10\.0\.9\.\d to 10\.0\.9\.\d: .*\n3 clusters, 1 with changes/s,
    );
  });

  test('sends the requests of a test file to the clusters whose manifests it names', () => {
    const tests = 'tests: [{ name: the cart, request: GET http://shop/cart, expect: { status: 200 } }]';
    put('oslo.test.yaml', `manifests: [dist/oslo]\n${tests}\n`);
    put('all.test.yaml', `${tests}\n`);
    for (const name of CLUSTERS)
      put(`dist/${name}/web.yaml`, LOXILB_CLASS + gateway('web') + route('r', '{ name: web }', [TO_ECHO]) + service());
    const titles = (...args: readonly string[]): unknown =>
      JSON.parse(diff('--base', 'HEAD', '-o', 'json', ...args).stdout).clusters.map(
        ({ answers }: { answers: { request: string }[] }) =>
          answers.map(({ request }) => request).filter((request) => request.startsWith('the cart')),
      );
    expect(titles('--requests', 'oslo.test.yaml')).toEqual([[], [], ['the cart']]);
    expect(titles('--requests', 'oslo.test.yaml', '--requests', 'all.test.yaml')).toEqual([
      ['the cart (all.test.yaml: tests[0])'],
      ['the cart (all.test.yaml: tests[0])'],
      ['the cart (all.test.yaml: tests[0])', 'the cart (oslo.test.yaml: tests[0])'],
    ]);
  });
});

describe('a side that is not there', () => {
  test('has nothing: all is new, or gone', () => {
    put('dist/web.yaml', quiet('web'));
    put('empty/web.yaml', '# nothing\n');
    expect(diff('none', 'dist').stdout).toMatch(
      /^note: none is not there, so everything is new\ninfo Gateway apps\/web is new /,
    );
    expect(diff('dist', 'none').stdout).toMatch(
      /^note: none is not there, so everything is gone\nwarning Gateway apps\/web is gone/,
    );
    expect(diff('empty', 'dist').stdout).toMatch(/^info Gateway apps\/web is new /);
    expect(diff('dist', 'empty').stdout).toMatch(/^warning Gateway apps\/web is gone/);
  });

  test('is so in git as well', () => {
    put('dist/web.yaml', quiet('web'));
    commit();
    put('more/web.yaml', quiet('web'));
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(diff('--base', 'HEAD', 'more').stdout).toMatch(/^note: HEAD:more is not there, so everything is new\ninfo /);
    expect(diff('--base', 'HEAD').stdout).toMatch(/^note: dist is not there, so everything is gone\nwarning /);
    expect(diff('--base', 'HEAD', 'less')).toMatchObject({
      status: 2,
      stderr: 'error: less: has no manifests, on neither side. Give a folder that does.\n',
    });
  });
});

describe('a revision', () => {
  test('is looked at where it and HEAD have parted, or itself', () => {
    put('dist/web.yaml', quiet('web'));
    commit();
    git('checkout', '-qb', 'mine');
    put('dist/mine.yaml', quiet('mine'));
    git('add', '.');
    git('commit', '-qm', 'mine');
    git('checkout', '-q', 'main');
    put('dist/theirs.yaml', gateway('theirs', [https('tls')]));
    git('add', '.');
    git('commit', '-qm', 'theirs');
    git('checkout', '-q', 'mine');
    expect(diff('--base', 'main').stdout.match(/^(info|warning).*/gm)).toEqual([
      'info Gateway apps/mine is new (diff/gateway-added)',
    ]);
    expect(diff('--base', 'main', '--exact').stdout.match(/^(info|warning) Gateway.*/gm)).toEqual([
      'warning Gateway apps/theirs is gone, and its VIP with it (diff/gateway-removed)',
      'info Gateway apps/mine is new (diff/gateway-added)',
    ]);
    git('checkout', '-q', '--orphan', 'other');
    git('commit', '-qm', 'other');
    expect(diff('--base', 'main')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /^error: main: has no commit in common with HEAD\. Fetch the whole history .*--exact\.\n$/,
      ),
    });
  });

  test('has the platform that its loxigw.yaml says', () => {
    put('loxigw.yaml', `${POOL('10.0.9.0/24')}\n`);
    put('dist/web.yaml', POOLED);
    commit();
    put('loxigw.yaml', `${POOL('10.0.8.0/24')}\n`);
    const { status, stdout } = diff('--base', 'HEAD');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^note: the platform changes: loxilb\.args\.cidrPools from "defaultPool=10\.0\.9\.0\/24" to "defaultPool=10\.0\.8\.0\/24"\nwarning Gateway apps\/web keeps its VIP 10\.0\.9\.1, which is in no pool any more, .* gets 10\.0\.8\.1 /,
    );
    expect(diff('--base', 'HEAD', '--platform', 'loxigw.yaml').stdout).toBe('no change for traffic\n');
  });

  test.each([
    [
      'that was not there',
      undefined,
      'note: HEAD:loxigw.yaml is not there, so the older side is played on the platforms of the newer\n',
    ],
    [
      'that says something wrong',
      'clium: {}\n',
      /^note: HEAD:loxigw\.yaml: clium: is no key .*, so the older side is played on the platforms of the newer\n/,
    ],
  ])('is played on the newer platforms for a loxigw.yaml %s', (_, text, said) => {
    put('dist/web.yaml', WEB);
    if (text !== undefined) put('loxigw.yaml', text);
    commit();
    put('loxigw.yaml', `${POOL('10.0.8.0/24')}\n`);
    const { status, stdout } = diff('--base', 'HEAD');
    expect(status).toBe(0);
    expect(stdout).toMatch(said);
    expect(stdout).toMatch(/\nno change for traffic\n$/);
  });

  test('has files below hidden folders that are named, of any name, and where links lead', () => {
    put('.deploy/dist/web.yaml', gateway('web'));
    put('.deploy/dist/.hidden/bad.yaml', 'no: manifest\n');
    put('one.tmpl', gateway('one'));
    put('parts/cart.yaml', gateway('cart'));
    mkdirSync(join(folder, 'linked'));
    symlinkSync('../parts', join(folder, 'linked/parts'));
    symlinkSync('../one.tmpl', join(folder, 'linked/one.yaml'));
    symlinkSync('../linked', join(folder, 'linked/again'));
    symlinkSync('.deploy', join(folder, 'deploy'));
    commit();
    for (const path of ['.deploy/dist', 'one.tmpl', 'linked', 'deploy/dist', join(folder, 'parts'), './parts/'])
      expect([path, diff('--base', 'HEAD', path).stdout]).toEqual([path, 'no change for traffic\n']);
    put('parts/cart.yaml', gateway('cart', [HTTP, HTTP.replace('http', 'more').replace('80', '81')]));
    expect(diff('--base', 'HEAD', 'linked').stdout).toMatch(/^ {2}\+ listener more: HTTP 81 for every host$/m);
  });

  test.each<[string, () => void, string[], RegExp]>([
    [
      'links that lead out',
      () => symlinkSync('../../elsewhere', join(folder, 'dist/out')),
      [],
      /HEAD:dist\/out: is a link that leads out of the repository\. Give two folders\./,
    ],
    [
      'links to nothing',
      () => symlinkSync('nothing.yaml', join(folder, 'dist/lost.yaml')),
      [],
      /HEAD:dist\/lost\.yaml: is a link to what the revision does not have\./,
    ],
    [
      'links in a ring',
      () => symlinkSync('ring.yaml', join(folder, 'dist/ring.yaml')),
      [],
      /HEAD:dist\/ring\.yaml: is a link that leads back to itself\./,
    ],
    [
      'files that are not UTF-8',
      () => put('dist/latin.yaml', Buffer.from([0x61, 0xe4, 0x0a])),
      [],
      /HEAD:dist\/latin\.yaml: is not UTF-8\. Save it as UTF-8\./,
    ],
    [
      'a path outside',
      () => undefined,
      ['/'],
      /^error: \/: lies outside of the repository at .*\. Give a folder in it, or two folders\.\n$/,
    ],
  ])('refuses %s', (_, prepare, args, said) => {
    put('dist/web.yaml', gateway('web'));
    prepare();
    commit();
    const { status, stdout, stderr } = diff('--base', 'HEAD', ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
  });

  test('refuses submodules', () => {
    put('dist/web.yaml', gateway('web'));
    commit();
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},dist/charts`);
    git('commit', '-qm', 'submodule');
    expect(diff('--base', 'HEAD')).toMatchObject({
      status: 2,
      stderr: 'error: HEAD:dist/charts: is a submodule, whose files are in another repository. Give two folders.\n',
    });
  });

  test('needs a repository', () => {
    put('dist/web.yaml', gateway('web'));
    expect(diff('--base', 'HEAD')).toMatchObject({
      status: 2,
      stderr: 'error: this folder is in no git repository, of which --base names a revision. Give two folders.\n',
    });
  });
});

test('what a request does not say is told with its name', () => {
  put('old.yaml', gateway('web'));
  put('new.yaml', gateway('web', [HTTP], []) + route('r', '{ name: web }', [TO_ECHO]));
  put('t.yaml', 'tests: [{ name: odd, request: { path: cart, gateway: { name: web } }, expect: { status: 200 } }]\n');
  expect(diff('--requests', 't.yaml', 'old.yaml', 'new.yaml')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^error: odd: path: "cart" does not begin with "\/"/),
  });
});
