import type { Platform } from '../../platform';
import { type Finding, sortFindings } from '../finding';
import { isManifest, type Manifest, referenceTo } from '../manifest';
import { metadataSchema } from './built-in-kinds';
import { checkRules } from './cel/check-rules';
import { isObject } from './defaults';
import { type KnownKind, knownKind } from './known-kinds';
import { checkMetadata, type MetadataProblem } from './metadata';
import { checkStructure, type Problem, type ProblemType } from './structure';
import { takenIn } from './taken-in';
import type { UserKinds } from './user-kinds';

/**
 * What the API server of the platform would say to each manifest that is created: fields that it does not know, names and
 * metadata, schema, rules. Every problem is found, each once.
 *
 * Order of the steps: k8s.io/apiextensions-apiserver v0.36, pkg/registry/customresource/strategy.go.
 */
export function admit(manifests: readonly Manifest[], platform: Platform, options: AdmissionOptions = {}): Finding[] {
  return sortFindings(manifests.flatMap((manifest) => review(manifest, platform, options).findings));
}

/** What the API server says to one manifest, and what it stores. */
export interface Review {
  readonly findings: readonly Finding[];
  /** Without unknown fields, with defaults; undefined where the manifest is refused. Shares what did not change. */
  readonly stored: Manifest | undefined;
}

export interface AdmissionOptions {
  /**
   * The object as it is in the cluster: rules that compare with it are asked as for an update.
   * @default every object is created
   */
  readonly previous?: (manifest: Manifest) => Manifest | undefined;
  /** Kinds of CRDs that the user brings, beside those that are known. @default none */
  readonly crds?: UserKinds;
}

/**
 * The manifest as the API server would store it: without unknown fields and status, with all defaults. A manifest of an
 * unknown kind is returned as it is.
 */
export function asStored(manifest: Manifest, platform: Platform): Manifest {
  const kind = knownKind(platform, manifest.apiVersion, manifest.kind);
  if (!kind.known) return manifest;
  const object = takenIn(kind.schema, manifest, []);
  if (!isManifest(object)) return manifest;
  const stored = kind.status ? withoutStatus(object) : object;
  return isManifest(stored) ? stored : manifest;
}

/** The status of a custom kind is dropped before more than the names of its fields is looked at: whoever applies an object cannot set it. */
function withoutStatus(object: unknown): unknown {
  if (!isObject(object) || object.status === undefined) return object;
  const { status: _, ...rest } = object;
  return rest;
}

/** As `admit`, of one manifest, with what is stored of it. */
export function review(manifest: Manifest, platform: Platform, { previous, crds }: AdmissionOptions = {}): Review {
  const kind = knownKind(platform, manifest.apiVersion, manifest.kind, crds);
  const metadata: MetadataProblem[] = checkMetadata(manifest).concat(metadataStructure(manifest, platform));
  if (!kind.known) {
    const findings = [unknownKind(manifest, kind), ...metadata.map((problem) => findingOf(manifest, problem))];
    return { findings, stored: findings.every(({ severity }) => severity !== 'error') ? manifest : undefined };
  }
  const unknown: Problem[] = [];
  const taken = takenIn(kind.schema, manifest, unknown);
  const object = kind.custom && kind.status ? withoutStatus(taken) : taken;
  const structure = checkStructure(kind.schema, object).filter((problem) => kind.custom || !isLackOfStatus(problem));
  const rules = checkRules(kind.schema, object, { structure, old: previous?.(manifest) });
  if (unknown.length + metadata.length + structure.length + rules.length === 0) {
    return { findings: [], stored: isManifest(object) ? object : undefined };
  }
  const problems = once([...unknown, ...metadata, ...structure, ...rules]);
  return { findings: problems.map((problem) => findingOf(manifest, problem)), stored: undefined };
}

/** The status of a built-in kind is read, for which its types have to fit, and then dropped. */
function isLackOfStatus({ type, path }: Problem): boolean {
  return type === 'Required' && path.startsWith('status.');
}

function metadataStructure({ metadata }: Manifest, platform: Platform): Problem[] {
  if (metadata === undefined) return [];
  const schema = metadataSchema(platform.kubernetes);
  const unknown: Problem[] = [];
  const taken = takenIn(schema, metadata, unknown, ['metadata']);
  return unknown.concat(checkStructure(schema, taken, ['metadata']));
}

/** `metadata` of built-in kinds is walked with the rest as well. */
function once<T extends Problem>(problems: readonly T[]): T[] {
  const seen = new Set<string>();
  return problems.filter(({ type, path, message }) => {
    const key = `${type} ${path} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function unknownKind(manifest: Manifest, { group, missing }: Exclude<KnownKind, { known: true }>): Finding {
  const { apiVersion, kind } = manifest;
  return {
    rule: 'admission/unknown-kind',
    severity: group === undefined ? 'info' : 'error',
    resource: referenceTo(manifest),
    path: 'kind',
    message:
      group === undefined
        ? `no schema is known for ${kind} of ${apiVersion}: it was not checked`
        : `${group} has no ${kind} of ${apiVersion}`,
    cure:
      missing ??
      (group === undefined ? 'Give the CustomResourceDefinition to have it checked.' : 'Check apiVersion and kind.'),
  };
}

function findingOf(manifest: Manifest, problem: MetadataProblem): Finding {
  return {
    rule: problem.ofName ? 'admission/name' : RULES[problem.type],
    severity: 'error',
    resource: referenceTo(manifest),
    path: problem.path,
    message: problem.message,
    cure: CURES[problem.type],
  };
}

const RULES: Readonly<Record<ProblemType, string>> = {
  Required: 'admission/schema',
  NotSupported: 'admission/schema',
  TooLong: 'admission/schema',
  TooMany: 'admission/schema',
  TypeInvalid: 'admission/schema',
  Invalid: 'admission/schema',
  Duplicate: 'admission/schema',
  Unknown: 'admission/unknown-field',
  Rule: 'admission/cel',
};

const CURES: Readonly<Record<ProblemType, string>> = {
  Required: 'Add it.',
  NotSupported: 'Use one of these.',
  TooLong: 'Shorten it.',
  TooMany: 'Take some out, or split the object in two.',
  TypeInvalid: 'Give a value of that type.',
  Invalid: 'Change it to fit.',
  Duplicate: 'Take one of them out.',
  Unknown: 'Remove it, or correct its name: the API server drops it, or refuses the object.',
  Rule: 'Change the fields that the rule speaks of.',
};
