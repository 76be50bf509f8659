import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bundle, BundledKind } from './bundles';
import { type GeneratedClass, type GeneratedTypes, readGeneratedTypes } from './generated-types';
import { ImportError } from './import-error';
import { checkAgainstSchema, type FieldName } from './schema-check';

/** The fields of one kind, with both their names. */
export interface KindFields {
  readonly group: string;
  readonly kind: string;
  readonly fields: readonly FieldName[];
}

/** The installed `cdk8s-cli`, whose version decides the bytes of `imports/`. */
export function cdk8sCli(): { readonly bin: string; readonly version: string } {
  const manifest = require.resolve('cdk8s-cli/package.json');
  const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return { bin: join(dirname(manifest), bin.cdk8s), version };
}

/**
 * Runs `cdk8s import` over a bundle, which writes `<group>.ts` in `folder`, and checks that nothing was lost.
 * @param scratch a folder for the bundle
 * @throws ImportError if a kind or a part of it did not survive
 */
export function writeClassFile(bundle: Bundle, scratch: string, folder: string): KindFields[] {
  const input = join(scratch, `${bundle.group}.yaml`);
  writeFileSync(input, bundle.yaml);
  runCdk8sImport(bundle.group, input, folder);
  const output = join(folder, `${bundle.group}.ts`);
  if (!existsSync(output)) throw new ImportError(`${bundle.group}: cdk8s import wrote no ${bundle.group}.ts.`);
  return checkClasses(bundle, readGeneratedTypes(readFileSync(output, 'utf8'), bundle.group));
}

function runCdk8sImport(group: string, input: string, folder: string): void {
  const options = ['--check-upgrade=false', '--save=false', '--language', 'typescript', '-o', folder];
  try {
    execFileSync(process.execPath, [cdk8sCli().bin, 'import', input, ...options], {
      cwd: dirname(input),
      stdio: 'pipe',
      encoding: 'utf8',
      // cdk8s sorts kinds by the rules of the locale.
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const cause = output.split('\n').find((line) => /error/i.test(line)) ?? output;
    throw new ImportError(`${group}: cdk8s import failed: ${cause.trim()}. Look at the CRDs of that group.`);
  }
}

/**
 * Checks that each kind of the bundle became one class, of its version and under its plain name, and lost nothing.
 * @throws ImportError if not
 */
export function checkClasses(bundle: Pick<Bundle, 'group' | 'kinds'>, types: GeneratedTypes): KindFields[] {
  const { group } = bundle;
  if (types.classes.length !== bundle.kinds.length) {
    throw new ImportError(
      `${group}: cdk8s import wrote the classes ${types.classes.map(({ name }) => name).join(', ') || '(none)'} for the kinds ${bundle.kinds.map(({ kind }) => kind).join(', ')}. Each kind must stand in the bundle once.`,
    );
  }
  return bundle.kinds.map((bundled) => {
    const { name } = classOf(bundled, group, types.classes);
    return { group, kind: bundled.kind, fields: checkAgainstSchema(bundled, name, types) };
  });
}

function classOf({ kind, version }: BundledKind, group: string, classes: readonly GeneratedClass[]): GeneratedClass {
  const found = classes.find((candidate) => candidate.kind === kind);
  if (!found) throw new ImportError(`${group}: cdk8s import wrote no class for ${kind}.`);
  if (found.apiVersion !== `${group}/${version}`) {
    throw new ImportError(`${group}: the class ${found.name} is of ${found.apiVersion}, and ${version} was chosen.`);
  }
  if (found.name.toLowerCase() !== kind.toLowerCase()) {
    throw new ImportError(`${group}: the class of ${kind} is named ${found.name}, and no suffix was expected.`);
  }
  return found;
}
