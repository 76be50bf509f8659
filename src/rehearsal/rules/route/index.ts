import type { Rule } from '../rule';
import { backendKind } from './backend-kind';
import { backendNotFound } from './backend-not-found';
import { backendPortNotFound } from './backend-port-not-found';
import { besideRedirect } from './beside-redirect';
import { duplicateMatch } from './duplicate-match';
import { hostnameNotServed } from './hostname-not-served';
import { idleBackend } from './idle-backend';
import { noBackend } from './no-backend';
import { noMatchingHostname } from './no-matching-hostname';
import { noMatchingListener } from './no-matching-listener';
import { notAllowed } from './not-allowed';
import { parentNotFound } from './parent-not-found';
import { redirectLoop } from './redirect-loop';
import { shadowedMatch } from './shadowed-match';

/** Rules of this folder. */
export const ROUTE_RULES: readonly Rule[] = [
  backendKind,
  backendNotFound,
  backendPortNotFound,
  besideRedirect,
  duplicateMatch,
  hostnameNotServed,
  idleBackend,
  noBackend,
  noMatchingHostname,
  noMatchingListener,
  notAllowed,
  parentNotFound,
  redirectLoop,
  shadowedMatch,
];
