import { parseAllDocuments } from 'yaml';
import { type CrdDefinition, crdDefinition } from './crd-definition';
import { type CrdKind, type CrdSet, setName } from './crd-set';
import { ImportError, reason } from './import-error';
import { type Provenance, provenanceOf } from './provenance';
import type { SourceFile } from './source-files';

/** One kind of one release, and the file it was read from. */
export interface SourcedKind {
  readonly file: SourceFile;
  readonly provenance: Provenance;
  readonly kind: CrdKind;
}

/**
 * Every CRD in the files. Documents that are no CRDs are left out.
 * @param tag release of files that do not name one
 * @param progress called with a line for each release and channel: parsing YAML takes seconds
 * @throws ImportError for a file that cannot be read as YAML or JSON, a CRD that is broken, of no known source or of no
 *   known release, and for a kind that was read before
 */
export function readCrds(
  files: readonly SourceFile[],
  tag?: string,
  progress: (line: string) => void = () => {},
): SourcedKind[] {
  const before = new Map<string, SourceFile>();
  const sets = new Set<string>();
  return files.flatMap((file) =>
    definitionsIn(file).map((crd) => {
      const provenance = provenanceOf(crd, file, tag);
      const set = `${provenance.source}/${setName(provenance)}`;
      if (!sets.has(set)) progress(`reading ${set}`);
      sets.add(set);
      const name = `${crd.group}/${crd.kind.kind}`;
      const other = before.get(`${set} ${name}`);
      if (other) {
        throw new ImportError(
          `${file.origin}: ${name} of ${set} was read before, from ${other.origin}. Give each release and channel once.`,
        );
      }
      before.set(`${set} ${name}`, file);
      return { file, provenance, kind: crd.kind };
    }),
  );
}

/** The kinds by release and channel; sets sorted by source and name, kinds by group and name. */
export function crdSetsOf(kinds: readonly SourcedKind[]): CrdSet[] {
  const sets = new Map<string, { provenance: Provenance; kinds: Map<string, CrdKind> }>();
  for (const { provenance, kind } of kinds) {
    const key = `${provenance.source}/${setName(provenance)}`;
    const set = sets.get(key) ?? { provenance, kinds: new Map<string, CrdKind>() };
    set.kinds.set(`${kind.group}/${kind.kind}`, kind);
    sets.set(key, set);
  }
  return sorted(sets).map((set) => ({ ...set.provenance, kinds: sorted(set.kinds) }));
}

function sorted<T>(map: ReadonlyMap<string, T>): T[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function definitionsIn(file: SourceFile): CrdDefinition[] {
  return documentsIn(file)
    .map((document) => crdDefinition(document, file.origin))
    .filter((crd) => crd !== undefined);
}

function documentsIn(file: SourceFile): unknown[] {
  const isJson = file.origin.endsWith('.json');
  try {
    if (isJson) return [JSON.parse(file.text)];
    return parseAllDocuments(file.text).map((document) => {
      const [error] = document.errors;
      if (error) throw error;
      return document.toJS();
    });
  } catch (error) {
    const [line] = reason(error).split('\n');
    throw new ImportError(`${file.origin}: is not ${isJson ? 'JSON' : 'YAML'} (${line}). Give CRD files only.`);
  }
}
