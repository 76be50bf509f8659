import fs, { chmodSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { LoxiApp, type LoxiAppProps } from '../../src/synth';
import { everythingIn, put, temporaryFolder } from './folders';

const ROOT = temporaryFolder();
let count = 0;
const newFolder = (): string => join(ROOT, `${count++}`);

/** Synthesizes an app of charts with one ConfigMap each, of which `mark` is the data. */
function synth(outdir: string, charts: readonly string[], props: LoxiAppProps = {}, mark = 'x'): void {
  const app = new LoxiApp({ rehearsal: { off: true }, outdir, ...props });
  for (const id of charts) {
    new ApiObject(new Chart(app, id), 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: id },
      data: { mark },
    });
  }
  app.synth();
}

const text = (id: string, mark = 'x'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${id}\ndata:\n  mark: ${mark}\n`;

const index = (...paths: string[]): string =>
  `# Files written by LoxiApp. It removes those that it no longer writes, and nothing else.\n${paths.map((path) => `${path}\n`).join('')}`;

afterEach(() => jest.restoreAllMocks());

describe('the output folder', () => {
  test('has the files and an index of them, and nothing is left beside it', () => {
    const folder = newFolder();
    synth(join(folder, 'deep/dist'), ['b', 'a']);
    expect(everythingIn(folder)).toEqual({
      'deep/dist/.loxiapp': index('a.k8s.yaml', 'b.k8s.yaml'),
      'deep/dist/a.k8s.yaml': text('a'),
      'deep/dist/b.k8s.yaml': text('b'),
    });
  });

  test('loses the files that are no longer written, also with the folder they were in', () => {
    const outdir = join(newFolder(), 'dist');
    const yamlOutputType = YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
    synth(outdir, ['a', 'b'], { yamlOutputType });
    put(outdir, { 'b/README.md': 'mine' });
    synth(outdir, ['a', 'c'], { yamlOutputType }, 'z');
    expect(everythingIn(outdir)).toEqual({
      '.loxiapp': index('a/ConfigMap.a.k8s.yaml', 'c/ConfigMap.c.k8s.yaml'),
      'a/ConfigMap.a.k8s.yaml': text('a', 'z'),
      'b/README.md': 'mine',
      'c/ConfigMap.c.k8s.yaml': text('c', 'z'),
    });
    synth(outdir, ['only']);
    expect(everythingIn(outdir)).toEqual({
      '.loxiapp': index('only.k8s.yaml'),
      'b/README.md': 'mine',
      'only.k8s.yaml': text('only'),
    });
  });

  test('keeps everything that LoxiApp did not write', () => {
    const folder = newFolder();
    const outdir = join(folder, 'dist');
    synth(outdir, ['a', 'b']);
    synth(join(outdir, 'other-cluster'), ['a']);
    put(outdir, { 'README.md': 'read', 'kustomization.yaml': 'k', 'sub/deep/by-hand.k8s.yaml': 'h', '.hidden': '' });
    mkdirSync(join(outdir, 'empty'));
    chmodSync(join(outdir, 'sub/deep'), 0o550);
    chmodSync(join(outdir, 'README.md'), 0o640);
    symlinkSync('README.md', join(outdir, 'link'));
    symlinkSync('/nowhere', join(outdir, 'dangling'));
    const before = everythingIn(outdir);
    const inode = statSync(join(outdir, 'README.md')).ino;
    synth(outdir, ['a', 'c']);
    const { 'b.k8s.yaml': _gone, ...kept } = before;
    expect(everythingIn(outdir)).toEqual({
      ...kept,
      '.loxiapp': index('a.k8s.yaml', 'c.k8s.yaml'),
      'c.k8s.yaml': text('c'),
    });
    expect(statSync(join(outdir, 'README.md'))).toMatchObject({ ino: inode, nlink: 1 });
    expect(statSync(join(outdir, 'README.md')).mode & 0o777).toBe(0o640);
    expect(statSync(join(outdir, 'sub/deep')).mode & 0o777).toBe(0o550);
    chmodSync(join(outdir, 'sub/deep'), 0o750);
  });

  test('keeps its rights', () => {
    const outdir = join(newFolder(), 'dist');
    synth(outdir, ['a']);
    chmodSync(outdir, 0o2770);
    synth(outdir, ['a']);
    expect(statSync(outdir).mode & 0o7777).toBe(0o2770);
  });

  test('may be a link: what it leads to is replaced, the link stays', () => {
    const folder = newFolder();
    put(folder, { 'real/README.md': 'read' });
    symlinkSync('real', join(folder, 'dist'));
    synth(join(folder, 'dist'), ['a']);
    expect(everythingIn(folder)).toEqual({
      dist: '-> real',
      'real/.loxiapp': index('a.k8s.yaml'),
      'real/README.md': 'read',
      'real/a.k8s.yaml': text('a'),
    });
  });

  test('of the stock App is taken over: files of the same name are replaced, others stay', () => {
    const outdir = join(newFolder(), 'dist');
    const stock = new App({ outdir });
    for (const id of ['a', 'b']) new ApiObject(new Chart(stock, id), 'map', { apiVersion: 'v1', kind: 'Secret' });
    stock.synth();
    synth(outdir, ['a']);
    expect(everythingIn(outdir)).toMatchObject({ '.loxiapp': index('a.k8s.yaml'), 'a.k8s.yaml': text('a') });
    expect(everythingIn(outdir)).toHaveProperty(['b.k8s.yaml']);
  });

  test.each([
    ['a symbolic link', (path: string) => symlinkSync('/etc/hostname', path), 'a.k8s.yaml', 'it is a symbolic link.'],
    ['a folder', (path: string) => mkdirSync(path), 'a.k8s.yaml', 'it is a folder.'],
    ['a link as index', (path: string) => symlinkSync('/etc/hostname', path), '.loxiapp', 'it is a symbolic link.'],
    [
      'a name that differs in case',
      (path: string) => put(dirname(path), { 'A.k8s.yaml': '' }),
      'A.k8s.yaml',
      'it is what "a.k8s.yaml" would be on a disk that ignores case.',
    ],
  ])('is left as it was where %s is in the way', (_, make, name, what) => {
    const folder = newFolder();
    put(folder, { 'dist/README.md': 'read' });
    make(join(folder, 'dist', name));
    const before = everythingIn(folder);
    expect(() => synth(join(folder, 'dist'), ['a'])).toThrow(`${join(folder, 'dist', name)} is in the way: ${what}`);
    expect(everythingIn(folder)).toEqual(before);
  });
});

describe('a hostile index', () => {
  test('has nothing removed outside of the folder, by links, in other apps, or that is no file', () => {
    const folder = newFolder();
    const outdir = join(folder, 'dist');
    put(folder, { 'outside/victim': 'v', 'dist/own/keep.yaml': 'k', 'dist/folder/x/y': 'y' });
    synth(join(outdir, 'other'), ['a']);
    symlinkSync('../outside', join(outdir, 'away'));
    symlinkSync('../outside/victim', join(outdir, 'link'));
    const lines = [
      '../outside/victim',
      '/etc/hostname',
      join(folder, 'outside/victim'),
      'away/victim',
      'link',
      'other/a.k8s.yaml',
      'folder',
      'folder/x',
      './own/keep.yaml',
      'own//keep.yaml',
      'own/../own/keep.yaml',
      'own\\keep.yaml',
      '..',
      '.',
      '',
      '\u0000',
      '__proto__',
      '# own/keep.yaml',
    ];
    put(outdir, { '.loxiapp': lines.join('\n') });
    const { 'dist/.loxiapp': _index, ...before } = everythingIn(folder);
    synth(outdir, ['a']);
    expect(everythingIn(folder)).toEqual({
      ...before,
      'dist/.loxiapp': index('a.k8s.yaml'),
      'dist/a.k8s.yaml': text('a'),
    });
  });
});

describe('a synth that fails while it writes', () => {
  const failing = (code: string): Error => Object.assign(new Error(`${code}: no`), { code });

  test.each([1, 2, 3])('at file %i leaves the old tree and nothing beside it', (nth) => {
    const folder = newFolder();
    synth(join(folder, 'dist'), ['a', 'old']);
    put(folder, { 'dist/README.md': 'read' });
    const before = everythingIn(folder);
    const { writeFileSync } = fs;
    let calls = 0;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((...args) => {
      if (++calls === nth) throw failing('ENOSPC');
      writeFileSync(...args);
    });
    expect(() => synth(join(folder, 'dist'), ['a', 'b'])).toThrow(
      `${join(folder, 'dist')} cannot be written: ENOSPC: no. What was there before is as it was.`,
    );
    expect(everythingIn(folder)).toEqual(before);
  });

  test('at the second rename puts the old tree back', () => {
    const folder = newFolder();
    synth(join(folder, 'dist'), ['a']);
    const before = everythingIn(folder);
    const { renameSync } = fs;
    let calls = 0;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (++calls === 2) throw failing('EACCES');
      renameSync(from, to);
    });
    expect(() => synth(join(folder, 'dist'), ['b'])).toThrow('EACCES: no. LoxiApp needs the right to write');
    expect(calls).toBe(3);
    expect(everythingIn(folder)).toEqual(before);
  });

  test('on a mounted folder says so', () => {
    const folder = newFolder();
    synth(join(folder, 'dist'), ['a']);
    jest.spyOn(fs, 'renameSync').mockImplementation(() => {
      throw failing('EBUSY');
    });
    expect(() => synth(join(folder, 'dist'), ['b'])).toThrow('A mounted folder cannot be replaced as a whole');
  });

  test('for the first time leaves no folder at all', () => {
    const folder = newFolder();
    mkdirSync(folder);
    jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw failing('ENOSPC');
    });
    expect(() => synth(join(folder, 'x/y/dist'), ['a'])).toThrow('ENOSPC');
    expect(everythingIn(folder)).toEqual({});
  });

  test('because another run took the place in between tries again, and wins', () => {
    const folder = newFolder();
    const outdir = join(folder, 'dist');
    synth(outdir, ['a']);
    const { renameSync } = fs;
    let calls = 0;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      renameSync(from, to);
      if (++calls === 1) put(outdir, { 'of-the-other-run': '' });
    });
    synth(outdir, ['b']);
    expect(everythingIn(folder)).toEqual({ 'dist/.loxiapp': index('b.k8s.yaml'), 'dist/b.k8s.yaml': text('b') });
  });
});

describe('leftovers of a run that was killed', () => {
  /** A process that is gone for good. */
  const DEAD = 4_190_000;

  test('between the two renames: the old tree goes back first', () => {
    const folder = newFolder();
    synth(join(folder, 'dist'), ['old']);
    put(folder, { 'dist/README.md': 'read', [`.dist.loxiapp-new-${DEAD}/half`]: '' });
    fs.renameSync(join(folder, 'dist'), join(folder, `.dist.loxiapp-old-${DEAD}`));
    synth(join(folder, 'dist'), ['new']);
    expect(everythingIn(folder)).toEqual({
      'dist/.loxiapp': index('new.k8s.yaml'),
      'dist/README.md': 'read',
      'dist/new.k8s.yaml': text('new'),
    });
  });

  test('before or after: only rest is removed', () => {
    const folder = newFolder();
    put(folder, {
      'dist/README.md': 'read',
      [`.dist.loxiapp-old-${DEAD}/old`]: '',
      '.dist.loxiapp-new-4190001/half': '',
    });
    synth(join(folder, 'dist'), ['a']);
    expect(Object.keys(everythingIn(folder))).toEqual(['dist/.loxiapp', 'dist/README.md', 'dist/a.k8s.yaml']);
  });

  test('with another tree in place since: LoxiApp asks, and loses neither', () => {
    const folder = newFolder();
    put(folder, {
      'dist/by-hand': '',
      [`.dist.loxiapp-old-${DEAD}/README.md`]: 'read',
      [`.dist.loxiapp-new-${DEAD}/half`]: '',
    });
    const before = everythingIn(folder);
    expect(() => synth(join(folder, 'dist'), ['a'])).toThrow(
      `What was there before is in ${folder}/.dist.loxiapp-old-${DEAD}`,
    );
    expect(everythingIn(folder)).toEqual(before);
  });

  test('are only what has our name, is a folder, and is of a process that is gone', () => {
    const folder = newFolder();
    const others = {
      // Alive: the parent of this process.
      [`.dist.loxiapp-new-${process.ppid}/half`]: '',
      [`.other.loxiapp-new-${DEAD}/half`]: '',
      '.dist.loxiapp-new-x/half': '',
      '.dist.loxiapp-new-4190002': 'a file',
    };
    put(folder, others);
    synth(join(folder, 'dist'), ['a']);
    expect(everythingIn(folder)).toMatchObject(others);
  });
});
