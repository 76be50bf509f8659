import type { Rule } from '../rule';
import { largeObject } from './large-object';
import { projectWhitelist } from './project-whitelist';
import { syncWave } from './sync-wave';
import { unwrittenDefault } from './unwritten-default';

/** Rules of this folder. */
export const ARGOCD_RULES: readonly Rule[] = [largeObject, projectWhitelist, syncWave, unwrittenDefault];
