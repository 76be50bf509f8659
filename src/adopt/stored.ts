import type { Platform } from '../platform';
import { asStored } from '../rehearsal/admission/admission';
import { knownKind } from '../rehearsal/admission/known-kinds';
import type { Manifest } from '../rehearsal/manifest';
import { isFields } from './json';

/** The object as the API server would keep it, whether it takes it in or not; of the namespace that it would be in. */
export function storedForm(manifest: Manifest, platform: Platform): Manifest {
  const stored = inKeptVersion(asStored(manifest, platform), platform);
  const { metadata } = stored;
  if (!isFields(metadata) || metadata.namespace !== 'default') return stored;
  const { namespace: _default, ...rest } = metadata;
  return { ...stored, metadata: rest };
}

/**
 * An API server keeps one version of a custom kind, and reads and writes the others by changing `apiVersion`: none of the CRDs that are known has a
 * webhook that converts. What the kept version does not have is dropped, and its defaults are added.
 *
 * Source: k8s.io/apiextensions-apiserver v0.36, pkg/apiserver/conversion/nop_converter.go.
 */
function inKeptVersion(stored: Manifest, platform: Platform): Manifest {
  const kind = knownKind(platform, stored.apiVersion, stored.kind);
  const kept = kind.known ? kind.storedAs : undefined;
  return kept === undefined || kept === stored.apiVersion
    ? stored
    : asStored({ ...stored, apiVersion: kept }, platform);
}
