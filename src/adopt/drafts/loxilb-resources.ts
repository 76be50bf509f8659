import { codeOf, recordOf } from '../code';
import type { Drafter } from '../draft';
import { hasOnly } from '../json';

/** A pool of VIPs: of LoxiURLs only the type `cidrpool` is one. */
export const draftVipPool: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, 'loxiURL', 'type', 'zone') || spec.type !== 'cidrpool') return [];
  const { loxiURL, zone } = spec;
  return [
    {
      construct: 'VipPool',
      props: recordOf({
        addresses: codeOf(loxiURL, 'spec.loxiURL'),
        zone: zone === undefined ? undefined : codeOf(zone, 'spec.zone'),
      }),
    },
  ];
};

export const draftEgress: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, 'vip', 'addresses', 'selector')) return [];
  const members = Object.entries(spec).map(([name, value]) => [name, codeOf(value, `spec.${name}`)]);
  return [{ construct: 'Egress', props: recordOf(Object.fromEntries(members)) }];
};
