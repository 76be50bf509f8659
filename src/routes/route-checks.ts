import { RE2JS } from 're2js';
import type { Field } from '../resource/field';

/** An expression as Envoy and Go take it, RE2: linear in its input, without look-around and back-references. @throws InvalidFieldError */
export function checkRegex(field: Field, expression: string): void {
  try {
    RE2JS.compile(expression);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    field.fail(
      expression,
      `is no RE2 expression (${reason})`,
      'RE2 has no look-around and no back-references: write it without.',
    );
  }
}

/** Units of a Gateway API duration (GEP-2257), in milliseconds. */
const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A duration such as `1h30m` or `500ms`, in milliseconds. @throws InvalidFieldError */
export function durationOf(field: Field, text: string): number {
  if (typeof text !== 'string' || !/^([0-9]{1,5}(h|m|s|ms)){1,4}$/.test(text)) {
    field.fail(
      text,
      'is not a duration',
      'Write it as whole numbers with units h, m, s or ms, at most four of them: "10s", "1m30s".',
    );
  }
  let sum = 0;
  for (const [, number, unit = ''] of text.matchAll(/([0-9]+)(ms|h|m|s)/g)) sum += Number(number) * (UNITS[unit] ?? 0);
  return sum;
}

/** `timeouts` of a rule. @throws InvalidFieldError */
export function checkTimeouts(
  field: Field,
  timeouts: { readonly request?: string; readonly backendRequest?: string },
): void {
  const { request, backendRequest } = timeouts;
  const whole = request === undefined ? undefined : durationOf(field.at('request'), request);
  const single = backendRequest === undefined ? undefined : durationOf(field.at('backendRequest'), backendRequest);
  // A request timeout of zero means none.
  if (whole !== undefined && whole !== 0 && single !== undefined && single > whole) {
    field
      .at('backendRequest')
      .fail(backendRequest, `is longer than request, ${JSON.stringify(request)}, which holds it`, 'Make it shorter.');
  }
}

/** What HTTP has in no header value: it would end the header, or the request. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/**
 * Header names are compared without regard to case, so `X-A` and `x-a` are one; values are one line.
 * @throws InvalidFieldError
 */
export function checkHeaders(
  field: Field,
  headers: readonly { readonly name: string; readonly value?: string }[],
): void {
  const seen = new Map<string, number>();
  headers.forEach(({ name, value }, index) => {
    if (typeof value === 'string' && CONTROL.test(value)) {
      field.item(index).at('value').fail(value, 'has a control character, which no header may have', 'Take it out.');
    }
    const key = String(name).toLowerCase();
    const first = seen.get(key);
    if (first !== undefined) {
      field
        .item(index)
        .at('name')
        .fail(name, `is the same header as ${field.item(first).path}: header names have no case`, 'Leave one out.');
    }
    seen.set(key, index);
  });
}

/** Weights of a rule's backends. @throws InvalidFieldError if no request would reach any */
export function checkWeights(field: Field, backends: readonly { readonly weight?: number }[]): void {
  if (backends.length > 0 && backends.every(({ weight }) => weight === 0)) {
    field.fail(
      backends.map(({ weight }) => weight),
      'are the weights, which sum to 0: every request would be answered with 500',
      'Give at least one backend a weight above 0.',
    );
  }
}
