import { each, type Rule } from '../rule';
import { gateways } from './gateways';

export const longName: Rule = {
  id: 'gateway/long-name',
  severity: 'warning',
  title: 'The name of a Gateway is too long for that of its Service',
  why: 'Cilium names the Service cilium-gateway- and the Gateway. Beyond 63 letters it cuts the name and puts a hash at its end, and nobody finds it by name any more.',
  cure: 'Use a name of at most 48 letters.',
  source: 'cilium v1.20, translator.go and pkg/shortener',
  check: each(gateways, (object, { platform }) => {
    const { length } = object.metadata.name;
    if (length <= LONGEST || !platform.implementation.ways.external) return undefined;
    return { object, path: 'metadata.name', message: `${length} letters: its Service gets a name with a hash` };
  }),
};

/** 63, less `cilium-gateway-`. */
const LONGEST = 48;
