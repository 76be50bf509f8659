import type { Rule } from '../rule';
import { apiGroup } from './api-group';
import { unusedRights } from './unused-rights';
import { webhookTakeover } from './webhook-takeover';

/** Rules of this folder. */
export const RBAC_RULES: readonly Rule[] = [apiGroup, unusedRights, webhookTakeover];
