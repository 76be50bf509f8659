import type { Rule } from '../rule';
import { failsClosed } from './fails-closed';
import { webhookImage } from './image';
import { noCa } from './no-ca';
import { singleReplica } from './single-replica';

/** Rules of this folder. */
export const WEBHOOK_RULES: readonly Rule[] = [failsClosed, webhookImage, noCa, singleReplica];
