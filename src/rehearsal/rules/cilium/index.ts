import type { Rule } from '../rule';
import { addressOverlap } from './address-overlap';
import { apiServerHost } from './api-server-host';
import { certificateRefs } from './certificate-refs';
import { classConfig } from './class-config';
import { deadListener } from './dead-listener';
import { gatewayAddresses } from './gateway-addresses';
import { gatewayApiOff } from './gateway-api-off';
import { hostHeader } from './host-header';
import { hostNetwork } from './host-network';
import { lbIpam } from './lb-ipam';
import { ciliumLocalTrafficPolicy } from './local-traffic-policy';
import { operatorToleration } from './operator-toleration';
import { secondLayer4Route } from './second-layer-4-route';
import { sharedHostname } from './shared-hostname';
import { unsupportedField } from './unsupported-field';
import { valueKey } from './value-key';

/** Rules of this folder. */
export const CILIUM_RULES: readonly Rule[] = [
  addressOverlap,
  apiServerHost,
  certificateRefs,
  classConfig,
  deadListener,
  gatewayAddresses,
  gatewayApiOff,
  hostHeader,
  hostNetwork,
  lbIpam,
  ciliumLocalTrafficPolicy,
  operatorToleration,
  secondLayer4Route,
  sharedHostname,
  unsupportedField,
  valueKey,
];
