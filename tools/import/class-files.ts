import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bundle } from './bundles';
import { ImportError } from './import-error';

/** The installed `cdk8s-cli`, whose version decides the bytes of `imports/`. */
export function cdk8sCli(): { readonly bin: string; readonly version: string } {
  const manifest = require.resolve('cdk8s-cli/package.json');
  const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return { bin: join(dirname(manifest), bin.cdk8s), version };
}

/**
 * Runs `cdk8s import` over the bundles: one file `<group>.ts` for each, in `folder`.
 * @throws ImportError if a kind did not survive, or came out under another name or version
 */
export function writeClassFiles(bundles: readonly Bundle[], scratch: string, folder: string): void {
  const { bin } = cdk8sCli();
  for (const bundle of bundles) {
    const file = join(scratch, `${bundle.group}.yaml`);
    writeFileSync(file, bundle.yaml);
    execFileSync(
      process.execPath,
      [bin, 'import', file, '--check-upgrade=false', '--save=false', '--language', 'typescript', '--output', folder],
      { cwd: scratch, stdio: 'pipe' },
    );
  }
  for (const bundle of bundles) assertSurvived(bundle, readFileSync(join(folder, `${bundle.group}.ts`), 'utf8'));
}

function assertSurvived(bundle: Bundle, text: string): void {
  const kinds = [...text.matchAll(/kind: '(\w+)',/g)].map((match) => match[1]);
  const classes = [...text.matchAll(/^export class (\w+) extends ApiObject/gm)].map((match) => match[1] ?? '');
  if ([...kinds].sort().join() !== [...bundle.kinds].sort().join()) {
    throw new ImportError(
      `${bundle.group}: cdk8s import wrote ${kinds.join(', ')} of ${bundle.kinds.join(', ')}. Look at its bundle.`,
    );
  }
  const suffixed = classes.filter((name) => /V\d+((Alpha|Beta)\d+)?$/.test(name));
  if (suffixed.length > 0) {
    throw new ImportError(
      `${bundle.group}: ${suffixed.join(', ')} carry a version in their names: a kind stands in the bundle twice.`,
    );
  }
  if (/: Date\b/.test(text)) throw new ImportError(`${bundle.group}: a field is typed Date, which cdk8s cannot write.`);
}

/** Names of fields in the generated code, and their names in Kubernetes. */
export interface FieldNames {
  /** Generated name -> Kubernetes name, where they differ. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Generated names that stand for several Kubernetes names, so that no table can translate them. */
  readonly ambiguous: readonly string[];
}

/** Reads the names off the generated mappers, `'loxiURL': obj.loxiUrl`. */
export function fieldNames(folder: string): FieldNames {
  const meanings = new Map<string, Set<string>>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, name = '', generated = ''] of text.matchAll(/^ {4}'([^']+)': .*?\bobj\.(\w+)/gm)) {
      meanings.set(generated, (meanings.get(generated) ?? new Set()).add(name));
    }
  }
  const renamed = new Map<string, string>();
  const ambiguous: string[] = [];
  for (const [generated, names] of [...meanings].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [name = generated] = names;
    if (names.size > 1) ambiguous.push(generated);
    else if (name !== generated) renamed.set(generated, name);
  }
  return { renamed, ambiguous };
}
