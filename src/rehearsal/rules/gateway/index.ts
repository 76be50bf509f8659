import type { Rule } from '../rule';
import { certificate } from './certificate';
import { classNotFound } from './class-not-found';
import { listenerConflict } from './listener-conflict';
import { listenerNotSupported } from './listener-not-supported';
import { routeKinds } from './route-kinds';

/** Rules of this folder. */
export const GATEWAY_RULES: readonly Rule[] = [
  certificate,
  classNotFound,
  listenerConflict,
  listenerNotSupported,
  routeKinds,
];
