import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { INDEX_FILE } from '../../src/synth/output-index';

/** A folder for one test file, removed after it. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'loxiapp-test-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything below a folder: text by path; links as `-> target`, empty folders as `path/`. */
export function everythingIn(folder: string, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {};
  const names = readdirSync(join(folder, prefix)).sort();
  if (names.length === 0 && prefix !== '') found[prefix] = '';
  for (const name of names) {
    const path = prefix + name;
    const facts = lstatSync(join(folder, path));
    if (facts.isDirectory()) Object.assign(found, everythingIn(folder, `${path}/`));
    else if (facts.isSymbolicLink()) found[path] = `-> ${readlinkSync(join(folder, path))}`;
    else found[path] = readFileSync(join(folder, path), 'utf8');
  }
  return found;
}

/** As above, without the index of LoxiApp and without empty folders, which git does not know. */
export function filesIn(folder: string): Record<string, string> {
  const files = Object.entries(everythingIn(folder));
  return Object.fromEntries(files.filter(([path]) => path !== INDEX_FILE && !path.endsWith('/')));
}

/** Writes files and their folders. */
export function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
