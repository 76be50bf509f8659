import type { Rule } from '../rule';
import { cel } from './cel';
import { duplicate } from './duplicate';
import { name } from './name';
import { schema } from './schema';
import { unknownField } from './unknown-field';
import { unknownKind } from './unknown-kind';

/** Rules of this folder. */
export const ADMISSION_RULES: readonly Rule[] = [cel, duplicate, name, schema, unknownField, unknownKind];
