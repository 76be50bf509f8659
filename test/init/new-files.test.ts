import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NewFilesError, writeNewFiles } from '../../src/init';
import { everythingIn } from '../synth/folders';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxi-new-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('new files leave nothing behind where one of them cannot be written, and what was there is as it was', () => {
  writeFileSync(join(folder, 'a.txt'), 'old');
  mkdirSync(join(folder, 'sub/c.txt'), { recursive: true });
  const before = everythingIn(folder);
  const files = new Map([
    ['a.txt', 'new'],
    ['deep/down/b.txt', 'new'],
    ['sub/c.txt', 'a folder is in its way'],
  ]);
  const write = (): unknown => writeNewFiles(folder, files, { force: true });
  expect(write).toThrow(NewFilesError);
  expect(write).toThrow(/cannot be written \(EISDIR.*\)\. It is as it was\. Name a folder that can be written\.$/);
  expect(everythingIn(folder)).toEqual(before);
});

test('a new folder that could not be filled is taken away with the folders made above it', () => {
  const files = new Map([
    ['a', 'a file'],
    ['a/b', 'a file below a file'],
  ]);
  expect(() => writeNewFiles(join(folder, 'deep/edge'), files)).toThrow(
    /is no folder\. Name another one, or remove it\.$/,
  );
  expect(everythingIn(folder)).toEqual({});
});

test('files are taken away with the rest, and put back where that cannot be written', () => {
  writeFileSync(join(folder, 'old.txt'), 'old');
  const write = (path: string): unknown =>
    writeNewFiles(folder, new Map([[path, 'new']]), { remove: ['old.txt', 'gone'] });
  const before = everythingIn(folder);
  expect(() => write('a.txt')).toThrow(/cannot be written \(ENOENT.*\)\. It is as it was\./);
  expect(everythingIn(folder)).toEqual(before);
  writeFileSync(join(folder, 'gone'), '');
  write('a.txt');
  expect(everythingIn(folder)).toEqual({ 'a.txt': 'new' });
});
