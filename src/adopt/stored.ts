import type { Platform } from '../platform';
import { asStored } from '../rehearsal/admission/admission';
import type { Manifest } from '../rehearsal/manifest';
import { isFields } from './json';

/** The object as the API server would store it, whether it takes it in or not; of the namespace that it would be in. */
export function storedForm(manifest: Manifest, platform: Platform): Manifest {
  const stored = asStored(manifest, platform);
  const { metadata } = stored;
  if (!isFields(metadata) || metadata.namespace !== 'default') return stored;
  const { namespace: _default, ...rest } = metadata;
  return { ...stored, metadata: rest };
}
