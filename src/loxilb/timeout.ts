import { checkInteger } from '../resource/checks';
import type { Field } from '../resource/field';

const DAY = 86_400;

/** Seconds, from 0 to a day: what LoxiLB takes (v0.9.8.8, pkg/loxinet/rules.go). @throws InvalidFieldError */
export function checkSeconds(field: Field, value: number): void {
  checkInteger(field, value, 0, DAY, 'seconds');
}
