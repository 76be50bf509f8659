import type { Rule } from '../rule';
import { caCertificate } from './ca-certificate';
import { policyConflict } from './conflict';
import { targetNotFound } from './target-not-found';

/** Rules of this folder. */
export const BACKEND_TLS_POLICY_RULES: readonly Rule[] = [caCertificate, policyConflict, targetNotFound];
