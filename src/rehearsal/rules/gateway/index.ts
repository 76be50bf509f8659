import type { Rule } from '../rule';
import { address } from './address';
import { betaVersion } from './beta-version';
import { certificate } from './certificate';
import { classNotFound } from './class-not-found';
import { foreignClass } from './foreign-class';
import { listenerConflict } from './listener-conflict';
import { listenerNotSupported } from './listener-not-supported';
import { listenerSet } from './listener-set';
import { longName } from './long-name';
import { noRoutes } from './no-routes';
import { overlappingTls } from './overlapping-tls';
import { routeKinds } from './route-kinds';

/** Rules of this folder. */
export const GATEWAY_RULES: readonly Rule[] = [
  address,
  betaVersion,
  certificate,
  classNotFound,
  foreignClass,
  listenerConflict,
  listenerNotSupported,
  listenerSet,
  longName,
  noRoutes,
  overlappingTls,
  routeKinds,
];
