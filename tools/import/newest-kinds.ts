import { type CrdKind, type CrdSet, type CrdVersion, type JsonSchema, preferredVersion } from './crd-set';
import { ImportError } from './import-error';
import { compareTags } from './release-tag';

/** A kind of the newest release of its source, and the version that is typed. */
export interface NewestKind {
  readonly kind: CrdKind;
  /** Undefined if no version is served any more. */
  readonly version: CrdVersion | undefined;
}

/**
 * Every kind of the newest release of each source. Of the Gateway API the experimental channel is taken, in the version
 * that the standard channel prefers, so that fields of both are typed.
 * @throws ImportError if the experimental channel lacks anything that the standard one has
 */
export function newestKinds(sets: readonly CrdSet[]): NewestKind[] {
  const sources = [...new Set(sets.map((set) => set.source))].sort();
  return sources.flatMap((source) => {
    const tags = sets.filter((set) => set.source === source).map((set) => set.tag);
    const newest = tags.sort(compareTags).at(-1);
    const channels = sets.filter((set) => set.source === source && set.tag === newest);
    const standard = channels.find((set) => set.channel === 'standard');
    const widest = channels.find((set) => set.channel === 'experimental') ?? standard ?? channels[0];
    const lost = standard?.kinds.filter((kind) => !widest?.kinds.some((other) => isSame(kind, other))) ?? [];
    if (lost.length > 0) lacking(newest, lost.map((kind) => kind.kind).join(', '));
    return (widest?.kinds ?? []).map((kind) => {
      const other = widest === standard ? undefined : standard?.kinds.find((candidate) => isSame(kind, candidate));
      return { kind, version: typedVersion(kind, other && preferredVersion(other), newest) };
    });
  });
}

function isSame(a: CrdKind, b: CrdKind): boolean {
  return a.kind === b.kind && a.group === b.group;
}

function typedVersion(
  kind: CrdKind,
  standard: CrdVersion | undefined,
  tag: string | undefined,
): CrdVersion | undefined {
  if (!standard) return preferredVersion(kind);
  const version = kind.versions.find(({ name, served }) => served && name === standard.name);
  if (!version) return lacking(tag, `${kind.kind} ${standard.name}`);
  const missing = missingIn(version.schema, standard.schema, '');
  return missing.length === 0 ? version : lacking(tag, `${kind.kind}: ${missing.join(', ')}`);
}

function lacking(tag: string | undefined, what: string): never {
  throw new ImportError(
    `Gateway API ${tag}: the experimental channel lacks what the standard one has: ${what}. Types of both channels are made from the experimental one; teach tools/import/newest-kinds.ts to merge them, or leave that release out.`,
  );
}

/** Where an object of the schema `part` is not one of `whole`, as far as types go; the status is nobody's to write. */
function missingIn(whole: JsonSchema, part: JsonSchema, path: string): string[] {
  const missing: string[] = [];
  if (whole.type !== part.type) missing.push(`${path} as ${part.type}`);
  for (const name of whole.required ?? []) {
    if (part.required?.includes(name) !== true) missing.push(`${path} without ${name}`);
  }
  for (const value of whole.enum ? (part.enum ?? ['any value']) : []) {
    if (whole.enum?.includes(value) !== true) missing.push(`${path} of ${JSON.stringify(value)}`);
  }
  for (const [name, member] of Object.entries(part.properties ?? {})) {
    const other = whole.properties?.[name];
    if (path === '' && name === 'status') continue;
    missing.push(...(other ? missingIn(other, member, `${path}.${name}`) : [`${path}.${name}`]));
  }
  if (part.items) missing.push(...(whole.items ? missingIn(whole.items, part.items, `${path}[]`) : [`${path}[]`]));
  const [values, others] = [part.additionalProperties, whole.additionalProperties];
  if (typeof values === 'object') {
    missing.push(...(typeof others === 'object' ? missingIn(others, values, `${path}{}`) : [`${path}{}`]));
  }
  return missing;
}
