import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { everythingIn, filesIn, put, temporaryFolder } from './folders';
import { charts, synthesize } from './synth-in-a-loop';

const ROOT = temporaryFolder();

/** Runs the loop, lets it write for a while, and kills it with no chance to clean up. */
async function killAfter(outdir: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, ['-r', 'tsx/cjs', join(__dirname, 'synth-in-a-loop.ts'), outdir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Which whole tree is in the folder; fails on anything between. */
function treeIn(outdir: string): string {
  const { 'README.md': readme, ...files } = filesIn(outdir);
  expect(readme).toBe('read');
  const marks = new Set(Object.values(files).map((text) => /mark: (\w+)/.exec(text)?.[1]));
  expect(marks.size).toBe(1);
  const mark = String([...marks][0]);
  expect(Object.keys(files).sort()).toEqual(
    charts(mark)
      .map((id) => `${id}.k8s.yaml`)
      .sort(),
  );
  return mark;
}

describe('a synth that is killed', () => {
  test('at any moment leaves a whole tree, old or new, or one that the next synth puts back', async () => {
    const outdir = join(ROOT, 'dist');
    put(outdir, { 'README.md': 'read' });
    for (const milliseconds of [0, 3, 7, 11, 16, 22, 29, 37]) {
      await killAfter(outdir, milliseconds);
      if (existsSync(outdir)) treeIn(outdir);
      synthesize(outdir, 'even');
      // The README was only in the old tree: it is there again, wherever the kill hit.
      expect(treeIn(outdir)).toBe('even');
      expect(Object.keys(everythingIn(ROOT)).filter((path) => !path.startsWith('dist/'))).toEqual([]);
    }
  }, 60_000);

  test.each([
    [1, 'leaves no tree, and the next synth first puts the old one back'],
    [2, 'leaves the new tree'],
  ])('right after rename %i %s', (renames) => {
    const folder = join(ROOT, `renames-${renames}`);
    const outdir = join(folder, 'dist');
    put(outdir, { 'README.md': 'read' });
    synthesize(outdir, 'odd');
    const program = `
      const fs = require('node:fs');
      const { renameSync } = fs;
      let left = ${renames};
      fs.renameSync = (from, to) => {
        renameSync(from, to);
        if (--left === 0) process.kill(process.pid, 'SIGKILL');
      };
      require(${JSON.stringify(join(__dirname, 'synth-in-a-loop.ts'))}).synthesize(${JSON.stringify(outdir)}, 'even');
    `;
    const { signal } = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', program], { stdio: 'inherit' });
    expect(signal).toBe('SIGKILL');
    expect(existsSync(outdir)).toBe(renames === 2);
    if (renames === 2) expect(treeIn(outdir)).toBe('even');
    synthesize(outdir, 'odd');
    expect(treeIn(outdir)).toBe('odd');
    expect(Object.keys(everythingIn(folder)).filter((path) => !path.startsWith('dist/'))).toEqual([]);
  });
});
