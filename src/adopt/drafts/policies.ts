import { codeOf, recordOf } from '../code';
import type { Drafter } from '../draft';
import { fieldOf, hasOnly, listOf, otherField } from '../json';

export const draftReferenceGrant: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, 'from', 'to')) return [];
  const props = recordOf({ from: codeOf(spec.from, 'spec.from'), to: codeOf(spec.to, 'spec.to') });
  return [{ construct: 'ReferenceGrant', props }];
};

const POLICY = ['targetRefs', 'validation', 'options'];
const VALIDATION = ['caCertificateRefs', 'wellKnownCACertificates', 'hostname', 'subjectAltNames'];

export const draftBackendTlsPolicy: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, ...POLICY)) return [otherField(spec, 'spec', POLICY)];
  const { targetRefs, validation, options } = spec;
  if (!hasOnly(validation, ...VALIDATION)) return [otherField(validation, 'spec.validation', VALIDATION)];
  const authorities = listOf(validation.caCertificateRefs);
  if (authorities.some((ref) => fieldOf(ref, 'kind') !== 'ConfigMap'))
    return ['no construct has authorities that are no ConfigMap'];
  const props = recordOf({
    targets: codeOf(
      listOf(targetRefs).map((ref) => ({
        service: fieldOf(ref, 'name'),
        portName: fieldOf(ref, 'sectionName'),
      })),
    ),
    hostname: codeOf(validation.hostname, 'spec.validation.hostname'),
    caConfigMaps: authorities.length > 0 ? codeOf(authorities.map((ref) => fieldOf(ref, 'name'))) : undefined,
    subjectAltNames: validation.subjectAltNames === undefined ? undefined : codeOf(validation.subjectAltNames),
    options: options === undefined ? undefined : codeOf(options),
  });
  return [{ construct: 'BackendTlsPolicy', props }];
};
