import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, type App, Chart } from 'cdk8s';
import { LoxiApp } from '../../src/synth';
import { configMap, scratchFolder, tree } from './scratch';

const root = scratchFolder();

describe('a synth that follows another', () => {
  function synth(...names: string[]): void {
    const app = new LoxiApp({ outdir: join(root(), 'dist') });
    for (const name of names) configMap(new Chart(app, name), name);
    app.synth();
  }

  test('deletes what is no longer written, and nothing else', () => {
    synth('old', 'kept');
    mkdirSync(join(root(), 'dist/other-cluster'));
    writeFileSync(join(root(), 'dist/other-cluster/a.k8s.yaml'), 'not ours');
    writeFileSync(join(root(), 'dist/README.md'), 'not ours');
    symlinkSync('README.md', join(root(), 'dist/link'));
    synth('kept', 'new');
    expect(Object.keys(tree(join(root(), 'dist'))).sort()).toEqual([
      '.loxiapp',
      'README.md',
      'kept.k8s.yaml',
      'link',
      'new.k8s.yaml',
      'other-cluster/a.k8s.yaml',
    ]);
    expect(readFileSync(join(root(), 'dist/link'), 'utf8')).toBe('not ours');
  });

  test('lists what is its own in an index that diffs well', () => {
    synth('b', 'a');
    expect(readFileSync(join(root(), 'dist/.loxiapp'), 'utf8')).toBe(
      '# Files written by LoxiApp. It deletes those that it no longer writes, and nothing else.\na.k8s.yaml\nb.k8s.yaml\n',
    );
  });

  test.each(['../outside', '/etc/passwd', '..', './x', 'a/../../outside', '.hidden'])(
    'never deletes %j, which somebody wrote into the index',
    (line) => {
      synth('a');
      writeFileSync(join(root(), 'outside'), 'precious');
      writeFileSync(join(root(), 'dist/.hidden'), 'precious');
      writeFileSync(join(root(), 'dist/.loxiapp'), `${line}\n`);
      synth('a');
      expect(readFileSync(join(root(), 'outside'), 'utf8')).toBe('precious');
      expect(readFileSync(join(root(), 'dist/.hidden'), 'utf8')).toBe('precious');
    },
  );

  test.each([
    ['a construct is invalid', (app: App) => new Chart(app, 'x').node.addValidation({ validate: () => ['no good'] })],
    [
      'an object throws while it is rendered',
      (app: App) => new ApiObject(new Chart(app, 'x'), 'date', { apiVersion: 'v1', kind: 'A', spec: new Date(0) }),
    ],
    ['two objects are one', (app: App) => ['x', 'y'].map((id) => configMap(new Chart(app, id), 'same'))],
  ])('leaves the tree as it was if %s', (_, spoil) => {
    synth('a', 'b');
    const before = tree(join(root(), 'dist'));
    const app = new LoxiApp({ outdir: join(root(), 'dist') });
    configMap(new Chart(app, 'new'), 'new');
    spoil(app);
    expect(() => app.synth()).toThrow();
    expect(tree(join(root(), 'dist'))).toEqual(before);
    expect(readdirSync(root())).toEqual(['dist']);
  });

  test('finds the old tree again if a run was killed between its two renames, and removes what it left', () => {
    synth('a');
    writeFileSync(join(root(), 'dist/README.md'), 'not ours');
    // No process has this number: it is above the largest that Linux gives.
    const dead = 4_194_305;
    renameSync(join(root(), 'dist'), join(root(), `dist.loxiapp-old-${dead}`));
    mkdirSync(join(root(), `dist.loxiapp-new-${dead}`));
    synth('b');
    expect(readdirSync(root())).toEqual(['dist']);
    expect(Object.keys(tree(join(root(), 'dist'))).sort()).toEqual(['.loxiapp', 'README.md', 'b.k8s.yaml']);
  });

  test('shows the old tree or the new one, whole, whenever it is killed', async () => {
    const program = join(root(), 'program.ts');
    writeFileSync(
      program,
      `import { ApiObject, Chart } from ${JSON.stringify(require.resolve('cdk8s'))};
       import { LoxiApp } from ${JSON.stringify(join(__dirname, '../../src/synth'))};
       const generation = process.argv[2];
       for (;;) {
         const app = new LoxiApp({ outdir: ${JSON.stringify(join(root(), 'dist'))} });
         for (let i = 0; i < 60; i++) new ApiObject(new Chart(app, \`chart-\${i}\`), 'x', { apiVersion: 'v1', kind: 'A', metadata: { name: \`n\${i}\` }, data: { generation } });
         app.synth();
         process.stdout.write('.');
       }`,
    );
    for (let generation = 0; generation < 6; generation++) {
      const child = spawn(process.execPath, ['-r', require.resolve('tsx/cjs'), program, String(generation)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      // Some moment of one of the next synths.
      await new Promise((resolve) => setTimeout(resolve, generation * 7));
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      if (!existsSync(join(root(), 'dist'))) continue;
      const { '.loxiapp': _, ...files } = tree(join(root(), 'dist'));
      const generations = new Set(Object.values(files).map((text) => /generation: "(\d+)"/.exec(text)?.[1]));
      expect(Object.keys(files)).toHaveLength(60);
      expect([...generations]).toEqual([String(generation)]);
    }
  }, 60_000);
});
