import { canonicalText } from '../rehearsal/canonical-text';
import { below } from './code';
import { isFields } from './json';

/** A field that the API server would store otherwise. */
export interface FieldDifference {
  /** As findings have it. */
  readonly path: string;
  /** Undefined: only the app has it. */
  readonly input: unknown;
  /** Undefined: only the input has it. */
  readonly app: unknown;
}

/** Fields that differ, as deep as both sides have maps or lists of one length; absent and null are one. */
export function differencesBetween(input: unknown, app: unknown, path = ''): readonly FieldDifference[] {
  if (canonicalText(input ?? null) === canonicalText(app ?? null)) return [];
  const [left, right] = [input ?? {}, app ?? {}];
  if (isFields(left) && isFields(right)) {
    const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
    return names.flatMap((name) => differencesBetween(own(left, name), own(right, name), below(path, name)));
  }
  if (Array.isArray(input) && Array.isArray(app) && input.length === app.length)
    return input.flatMap((item, index) => differencesBetween(item, app[index], `${path}[${index}]`));
  return [{ path, input, app }];
}

function own(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
