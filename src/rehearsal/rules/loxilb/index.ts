import type { Rule } from '../rule';
import { annotationValue } from './annotation-value';
import { anyAddress } from './any-address';
import { besideCilium } from './beside-cilium';
import { classAnnotation } from './class-annotation';
import { dsr } from './dsr';
import { endpointLimit } from './endpoint-limit';
import { ignoredField } from './ignored-field';
import { localTrafficPolicy } from './local-traffic-policy';
import { multusClass } from './multus-class';
import { noNodePorts } from './no-node-ports';
import { onMetadata } from './on-metadata';
import { podNetwork } from './pod-network';
import { poolExhausted } from './pool-exhausted';
import { poolNotFound } from './pool-not-found';
import { portTaken } from './port-taken';
import { probePort } from './probe-port';
import { proxyProtocol } from './proxy-protocol';
import { redundantLiveness } from './redundant-liveness';
import { ruleName } from './rule-name';
import { secondaryAddresses } from './secondary-addresses';
import { staticIp } from './static-ip';
import { udpProbe } from './udp-probe';
import { unknownAnnotation } from './unknown-annotation';
import { unserved } from './unserved';
import { zone } from './zone';
import { zoneInstance } from './zone-instance';

/** Rules of this folder. */
export const LOXILB_RULES: readonly Rule[] = [
  annotationValue,
  anyAddress,
  besideCilium,
  classAnnotation,
  dsr,
  endpointLimit,
  ignoredField,
  localTrafficPolicy,
  multusClass,
  noNodePorts,
  onMetadata,
  podNetwork,
  poolExhausted,
  poolNotFound,
  portTaken,
  probePort,
  proxyProtocol,
  redundantLiveness,
  ruleName,
  secondaryAddresses,
  staticIp,
  udpProbe,
  unknownAnnotation,
  unserved,
  zoneInstance,
  zone,
];
