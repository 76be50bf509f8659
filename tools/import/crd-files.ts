import { parseAllDocuments } from 'yaml';
import { type CrdKind, type CrdSet, type CrdVersion, type JsonSchema, setName } from './crd-set';
import { ImportError } from './import-error';
import type { SourceFile } from './source-files';
import { stripProse } from './strip-prose';

/** The part of a CustomResourceDefinition that is read here. */
interface CustomResourceDefinition {
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: 'Namespaced' | 'Cluster';
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly schema: { readonly openAPIV3Schema: JsonSchema };
      readonly subresources?: { readonly status?: object };
    }[];
  };
}

/** Where a CRD comes from. */
interface Provenance {
  readonly source: string;
  readonly tag: string;
  readonly channel?: string;
}

/** Tag of a release in a path, a file name or a URL: `v1.6.1`, `v0.9.8.4`. */
const TAG = /\bv\d+(?:\.\d+)+/;

/** Group suffix -> folder below `imports/schemas/`. */
const SOURCES: readonly (readonly [suffix: string, source: string])[] = [
  ['gateway.networking.k8s.io', 'gateway-api'],
  ['gateway.networking.x-k8s.io', 'gateway-api'],
  ['loxilb.io', 'kube-loxilb'],
  ['cilium.io', 'cilium'],
  ['argoproj.io', 'argo-cd'],
  ['helm.cattle.io', 'helm-controller'],
];

/**
 * The CRD sets that the files hold, each kind once, sorted by source and name. Documents that are no CRDs are left out.
 * @throws ImportError for YAML that cannot be read, a group of no known source, a missing tag, or a version given twice
 */
export function readCrdSets(files: readonly SourceFile[], tag: string | undefined): CrdSet[] {
  const sets = new Map<string, { provenance: Provenance; kinds: Map<string, CrdKind> }>();
  for (const file of files) {
    for (const crd of definitionsIn(file)) {
      const provenance = provenanceOf(crd, file, tag);
      const key = `${provenance.source}/${setName(provenance)}`;
      const set = sets.get(key) ?? { provenance, kinds: new Map<string, CrdKind>() };
      sets.set(key, set);
      const name = `${crd.spec.group}/${crd.spec.names.kind}`;
      if (set.kinds.has(name)) {
        throw new ImportError(
          `${file.origin}: ${name} of ${key} was read before, from another file. Give each release and channel once.`,
        );
      }
      set.kinds.set(name, kindOf(crd));
    }
  }
  return [...sets.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { provenance, kinds }]) => ({
      ...provenance,
      kinds: [...kinds.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind),
    }));
}

function definitionsIn(file: SourceFile): CustomResourceDefinition[] {
  const documents = file.text.startsWith('{') ? [JSON.parse(file.text)] : parseYaml(file);
  return documents.filter(isCrd);
}

function parseYaml(file: SourceFile): unknown[] {
  return parseAllDocuments(file.text).map((document) => {
    const [error] = document.errors;
    if (error)
      throw new ImportError(`${file.origin}: is not YAML (${error.message.split('\n')[0]}). Give CRD files only.`);
    return document.toJS();
  });
}

function isCrd(document: unknown): document is CustomResourceDefinition {
  return (
    typeof document === 'object' &&
    document !== null &&
    'kind' in document &&
    document.kind === 'CustomResourceDefinition'
  );
}

function provenanceOf(crd: CustomResourceDefinition, file: SourceFile, tag: string | undefined): Provenance {
  const { group } = crd.spec;
  const found = SOURCES.find(([suffix]) => group === suffix || group.endsWith(`.${suffix}`));
  if (!found) {
    throw new ImportError(
      `${file.origin}: the group ${group} is of no source known here. Known: ${SOURCES.map(([suffix]) => suffix).join(', ')}.`,
    );
  }
  const [, source] = found;
  const annotations = (source === 'gateway-api' && crd.metadata.annotations) || {};
  const bundle = annotations['gateway.networking.k8s.io/bundle-version'];
  const channel = annotations['gateway.networking.k8s.io/channel'];
  if (source === 'gateway-api' && (bundle === undefined || channel === undefined)) {
    throw new ImportError(
      `${file.origin}: ${crd.metadata.name} does not say its bundle version and channel. Give the files of an upstream release.`,
    );
  }
  const inPath = TAG.exec(file.origin)?.[0];
  // The helm-controller's CRDs carry no release, and RKE2 brings its own.
  const known = bundle ?? inPath ?? tag ?? (source === 'helm-controller' ? 'unversioned' : undefined);
  if (known === undefined) {
    throw new ImportError(
      `${file.origin}: no release in its path or URL. Put it in a folder named after its tag, or give --tag.`,
    );
  }
  return channel === undefined ? { source, tag: known } : { source, tag: known, channel };
}

function kindOf({ spec }: CustomResourceDefinition): CrdKind {
  const versions: CrdVersion[] = spec.versions.map((version) => ({
    name: version.name,
    served: version.served,
    storage: version.storage,
    status: version.subresources?.status !== undefined,
    schema: stripProse(version.schema.openAPIV3Schema),
  }));
  return { group: spec.group, kind: spec.names.kind, plural: spec.names.plural, scope: spec.scope, versions };
}
