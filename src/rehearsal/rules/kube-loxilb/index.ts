import type { Rule } from '../rule';
import { bgpPeers } from './bgp-peers';
import { bgpResource } from './bgp-resource';
import { configKey } from './config-key';
import { flagConflict } from './flag-conflict';
import { flagValue } from './flag-value';
import { gatewayApi } from './gateway-api';
import { image } from './image';
import { legacyCidr } from './legacy-cidr';
import { loxiUrl } from './loxi-url';
import { memory } from './memory';
import { modeOverride } from './mode-override';
import { noPool } from './no-pool';
import { plainUrl } from './plain-url';
import { pool } from './pool';
import { privileges } from './privileges';
import { shutdown } from './shutdown';
import { singleWriter } from './single-writer';
import { unknownFlag } from './unknown-flag';

/** Rules of this folder. */
export const KUBE_LOXILB_RULES: readonly Rule[] = [
  bgpPeers,
  bgpResource,
  configKey,
  flagConflict,
  flagValue,
  gatewayApi,
  image,
  legacyCidr,
  loxiUrl,
  memory,
  modeOverride,
  noPool,
  plainUrl,
  pool,
  privileges,
  shutdown,
  singleWriter,
  unknownFlag,
];
