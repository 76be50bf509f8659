import { canonicalText } from '../rehearsal/canonical-text';
import type { Manifest } from '../rehearsal/manifest';
import type { AdoptedObject } from './adopted-object';
import { below, type CallCode, call, codeOf } from './code';
import { differencesBetween } from './difference';
import { isHarmless } from './harmless';
import { isFields } from './json';

/** More changes than this are no construct with a correction, but another object. */
export const MOST_PATCHES = 5;

/** An object as it was written, and as the API server would keep it. */
export interface BothForms {
  readonly written: Manifest;
  readonly stored: Manifest;
}

interface Change {
  readonly steps: readonly (string | number)[];
  readonly path: string;
  readonly op: 'add' | 'replace' | 'remove';
}

/**
 * `JsonPatch.add(…)` and its like, which make what a construct writes into the object of the input; undefined where they would be too many, or would
 * replace all that the construct is for.
 */
export function patchesFor(object: AdoptedObject, app: BothForms, input: BothForms): readonly CallCode[] | undefined {
  const patches = new Map<string, CallCode>();
  for (const change of changesBetween(object, input.stored, app.stored)) {
    const there = depthOf(app.written, change.steps);
    const whole = there === change.steps.length;
    // What only the schema adds cannot be taken away; of what has no place yet, the place is added with it.
    if (change.op === 'remove' && !whole) return undefined;
    const steps = change.steps.slice(0, there + 1);
    if (steps.length < 2) return undefined;
    const pointer = steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    if (change.op === 'remove') patches.set(pointer, call('JsonPatch', 'remove', [codeOf(pointer)], change.path));
    else {
      const path = pathOf(steps);
      const value = valueAt(input.written, steps) ?? valueAt(input.stored, steps);
      patches.set(pointer, call('JsonPatch', whole ? 'replace' : 'add', [codeOf(pointer), codeOf(value, path)], path));
    }
    if (patches.size > MOST_PATCHES) return undefined;
  }
  return [...patches.values()];
}

/** What is to be changed, from the root down; items at the end of lists by themselves. */
function changesBetween(object: AdoptedObject, input: unknown, app: unknown): readonly Change[] {
  const found: Change[] = [];
  const walk = (left: unknown, right: unknown, steps: readonly (string | number)[]): void => {
    const path = pathOf(steps);
    const differences = differencesBetween(left, right, path);
    if (differences.every((each) => isHarmless(object, each))) return;
    if (isFields(left) && isFields(right)) {
      const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
      for (const name of names) walk(own(left, name), own(right, name), [...steps, name]);
    } else if (Array.isArray(left) && Array.isArray(right) && startsAlike(left, right)) {
      const shared = Math.min(left.length, right.length);
      for (let index = 0; index < shared; index += 1) walk(left[index], right[index], [...steps, index]);
      for (let index = shared; index < left.length; index += 1) walk(left[index], undefined, [...steps, index]);
      for (let index = right.length - 1; index >= shared; index -= 1) walk(undefined, right[index], [...steps, index]);
    } else {
      const op = isAbsent(left) ? 'remove' : isAbsent(right) ? 'add' : 'replace';
      found.push({ steps, path, op });
    }
  };
  walk(input, app, []);
  return found;
}

/** Of one length, or the same as far as both go: else a list is replaced as a whole. */
function startsAlike(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length === right.length) return true;
  const shared = Math.min(left.length, right.length);
  return shared > 0 && canonicalText(left.slice(0, shared)) === canonicalText(right.slice(0, shared));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** How many of the steps lead to something. */
function depthOf(value: unknown, steps: readonly (string | number)[]): number {
  let found = value;
  for (const [depth, step] of steps.entries()) {
    found = memberOf(found, step);
    if (isAbsent(found)) return depth;
  }
  return steps.length;
}

function valueAt(value: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>((found, step) => memberOf(found, step), value);
}

function memberOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isFields(value) ? own(value, String(step)) : undefined;
}

function own(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** As findings have it. */
function pathOf(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => (typeof step === 'number' ? `${path}[${step}]` : below(path, step)), '');
}
