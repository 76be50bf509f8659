import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type App } from 'cdk8s';
import type { Construct } from 'constructs';

/** Something that puts charts and objects into an app. */
export type Build = (app: App) => void;

/** A folder for each test of a file, gone afterwards. */
export function scratchFolder(): () => string {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'loxi-app-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  return () => root;
}

/** Every file below a folder with its text. */
export function tree(folder: string, prefix = ''): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) Object.assign(files, tree(folder, `${path}/`));
    else files[path] = readFileSync(join(folder, path), 'utf8');
  }
  return files;
}

/** The files of a synth, without the index. */
export function synthesized(app: App): Record<string, string> {
  app.synth();
  const { '.loxiapp': _, ...files } = tree(app.outdir);
  return files;
}

export function configMap(
  scope: Construct,
  id: string,
  data: Record<string, string> = { id },
  namespace?: string,
): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: id, ...(namespace === undefined ? {} : { namespace }) },
    data,
  });
}
