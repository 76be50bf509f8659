import { posix } from 'node:path';
import { transformSync } from '@swc/core';
import { parseAllDocuments } from 'yaml';
import * as library from '../../src';
import { isManifest, type Manifest } from '../../src/rehearsal/manifest';

/** What an app writes, and what it says of it. */
export interface AppRun {
  readonly yaml: string;
  readonly manifests: Manifest[];
  /** What it wrote to standard error, which nobody sees else. */
  readonly said: string;
}

/**
 * Runs the files of an adopted app as Node would, but for writing its output: that is returned.
 * @throws whatever the app throws
 */
export function runApp(files: ReadonlyMap<string, string>): AppRun {
  let yaml = '';
  class CapturedApp extends library.LoxiApp {
    override synth(): void {
      yaml = this.synthYaml();
    }
  }
  const loaded = new Map<string, Record<string, unknown>>();
  const load = (path: string): Record<string, unknown> => {
    const known = loaded.get(path);
    if (known) return known;
    const source = files.get(path);
    if (source === undefined) throw new Error(`there is no ${path}`);
    const { code } = transformSync(source, {
      filename: path,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    const module = { exports: {} };
    loaded.set(path, module.exports);
    const own = (name: string): unknown => {
      if (name === 'cdk8s-loxi-gateway') return { ...library, LoxiApp: CapturedApp };
      return name.startsWith('.') ? load(`${posix.join(posix.dirname(path), name)}.ts`) : require(name);
    };
    new Function('require', 'exports', 'module', code)(own, module.exports, module);
    return module.exports;
  };
  let said = '';
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    load('src/main.ts');
  } finally {
    stderr.mockRestore();
  }
  const manifests = parseAllDocuments(yaml)
    .map((document): unknown => document.toJS())
    .filter(isManifest);
  return { yaml, manifests, said };
}
