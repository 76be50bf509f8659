import type { Rule } from '../rule';
import { notPermitted } from './not-permitted';
import { unusedGrant } from './unused-grant';

/** Rules of this folder. */
export const REFERENCE_RULES: readonly Rule[] = [notPermitted, unusedGrant];
