import {
  AddressPlan,
  type AddressPlanProps,
  CiliumValues,
  type CiliumValuesProps,
  type PlatformProps,
} from '../../../src';
import { chartOn } from '../../constructs';

/** Addresses of the article, with one network for its nodes. */
export function articlePlan(props: Partial<AddressPlanProps> = {}): AddressPlan {
  return new AddressPlan({
    networks: { nodes: '192.168.100.0/24', lan: '192.168.57.0/24' },
    podCidr: '10.100.0.0/16',
    serviceCidr: '10.110.0.0/16',
    apiEndpoint: '192.168.100.100',
    vipPools: { defaultPool: '192.168.57.100-192.168.57.120' },
    ...props,
  });
}

/** Values in a chart of their own. */
export function valuesOn(platform: PlatformProps, props: CiliumValuesProps = {}): CiliumValues {
  return new CiliumValues(chartOn(platform), 'cilium', props);
}

export const CILIUM_1_18: PlatformProps = { cilium: { version: '1.18.12' } };
export const CILIUM_1_19: PlatformProps = { cilium: { version: '1.19.6' } };
