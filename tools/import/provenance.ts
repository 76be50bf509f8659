import type { CrdDefinition } from './crd-definition';
import { ImportError } from './import-error';
import { tagIn } from './release-tag';
import type { SourceFile } from './source-files';

/** Where a CRD comes from. */
export interface Provenance {
  /** Folder below `imports/schemas/`. */
  readonly source: string;
  readonly tag: string;
  readonly channel?: string;
}

/** Tag of CRDs that carry none and need none. */
const UNVERSIONED = 'unversioned';

/** Group, or what it ends in behind a dot -> source. */
const SOURCES: readonly (readonly [suffix: string, source: string])[] = [
  ['gateway.networking.k8s.io', 'gateway-api'],
  ['gateway.networking.x-k8s.io', 'gateway-api'],
  ['loxilb.io', 'kube-loxilb'],
  ['cilium.io', 'cilium'],
  ['argoproj.io', 'argo-cd'],
  ['helm.cattle.io', 'helm-controller'],
];

/**
 * Source and release of a CRD: from its annotations for the Gateway API, else from its path or URL.
 * @param tag release of files that do not name one
 * @throws ImportError for a group of no known source, or a release that nothing names
 */
export function provenanceOf(crd: CrdDefinition, file: SourceFile, tag: string | undefined): Provenance {
  const found = SOURCES.find(([suffix]) => crd.group === suffix || crd.group.endsWith(`.${suffix}`));
  if (!found) {
    throw new ImportError(
      `${file.origin}: the group ${crd.group} is of no source known here. Known: ${SOURCES.map(([suffix]) => suffix).join(', ')}. Take the file out, or add the group to tools/import/provenance.ts.`,
    );
  }
  const [, source] = found;
  if (source === 'gateway-api') return gatewayApi(crd, file);
  const inPath = tagIn(file.origin) ?? file.folderTag;
  // The helm-controller's CRDs carry no release, and RKE2 brings its own: --tag is not for them.
  const known = inPath ?? (source === 'helm-controller' ? UNVERSIONED : tag);
  if (known !== undefined) return { source, tag: known };
  throw new ImportError(
    `${file.origin}: no release in its path or URL. Put it in a folder named after its tag, or give --tag.`,
  );
}

function gatewayApi(crd: CrdDefinition, file: SourceFile): Provenance {
  const bundle = crd.annotations['gateway.networking.k8s.io/bundle-version'];
  const channel = crd.annotations['gateway.networking.k8s.io/channel'];
  if (bundle === undefined || channel === undefined) {
    throw new ImportError(
      `${file.origin}: ${crd.name} does not say its bundle version and channel. Give the files of an upstream release.`,
    );
  }
  return { source: 'gateway-api', tag: bundle, channel };
}
