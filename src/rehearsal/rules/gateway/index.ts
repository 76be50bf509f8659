import type { Rule } from '../rule';
import { betaVersion } from './beta-version';
import { certificate } from './certificate';
import { classNotFound } from './class-not-found';
import { listenerConflict } from './listener-conflict';
import { listenerNotSupported } from './listener-not-supported';
import { longName } from './long-name';
import { routeKinds } from './route-kinds';

/** Rules of this folder. */
export const GATEWAY_RULES: readonly Rule[] = [
  betaVersion,
  certificate,
  classNotFound,
  listenerConflict,
  listenerNotSupported,
  longName,
  routeKinds,
];
