import type { Implementation } from '../../platform';
import { parseAddress } from '../../platform/ip-range';
import type { Gateway } from './api-kinds';
import type { Obstacle } from './condition';

/** Addresses of a Gateway, and what is wrong with those that it asks for. */
export interface GatewayAddresses {
  readonly addresses: readonly { readonly type: string; readonly value: string }[];
  /** Keeps it from being Accepted. */
  readonly unsupported: Obstacle | undefined;
  /** Keeps it from being Programmed. */
  readonly unusable: Obstacle | undefined;
  /** Others have to say if it is Programmed. */
  readonly pending: Obstacle | false;
}

/** @param allocated what the network would give to a Gateway that asks for no value */
export function addressesOf({ spec }: Gateway, implementation: Implementation, allocated: string): GatewayAddresses {
  const wanted = (spec.addresses ?? []).map(({ type = 'IPAddress', value = '' }) => ({ type, value }));
  const { addressTypes, external } = implementation.ways;
  const foreign = wanted.find(({ type }) => !addressTypes.includes(type));
  const isUsable = ({ type, value }: { type: string; value: string }): boolean =>
    value === '' ||
    ((implementation.usable.length > 0
      ? implementation.usable.some((each) => each.type === type && each.value === value)
      : type === 'Hostname' || parseAddress(value) !== undefined) &&
      !implementation.unusable.some((each) => each.type === type && each.value === value));
  const refused = wanted.find((each) => each !== foreign && !isUsable(each));
  const bound = wanted.filter((each) => each.type === 'IPAddress' && isUsable(each));
  return {
    pending: external && {
      reason: 'Pending',
      message: 'the address comes from the load balancer, and only then does the Gateway serve',
    },
    addresses: external
      ? []
      : (wanted.length === 0 ? [{ type: 'IPAddress', value: '' }] : bound).map(({ type, value }) => ({
          type,
          value: value === '' ? allocated : value,
        })),
    unsupported: foreign && {
      reason: 'UnsupportedAddress',
      message: `addresses of type ${foreign.type} are not supported`,
    },
    unusable: refused && { reason: 'AddressNotUsable', message: `${refused.value} cannot be used` },
  };
}
