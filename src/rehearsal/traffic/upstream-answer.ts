import type { RouteRule } from '../controller/api-kinds';
import type { Upstream } from './request';

/** What the rule says of time and repetition. */
export interface Patience {
  /** Milliseconds; undefined for no limit. */
  readonly request: number | undefined;
  readonly backendRequest: number | undefined;
  readonly attempts: number;
  readonly codes: readonly number[];
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** Milliseconds of a duration of the Gateway API (GEP-2257); undefined for none given, and for 0, which is no limit. */
export function milliseconds(duration: string | undefined): number | undefined {
  let sum = 0;
  for (const [, number = '', unit = ''] of (duration ?? '').matchAll(/(\d+)(ms|h|m|s)/g))
    sum += Number(number) * (UNITS[unit] ?? 0);
  return sum === 0 ? undefined : sum;
}

export function patienceOf({ timeouts = {}, retry }: RouteRule): Patience {
  return {
    request: milliseconds(timeouts.request),
    backendRequest: milliseconds(timeouts.backendRequest),
    attempts: retry ? (retry.attempts ?? 1) : 0,
    codes: retry?.codes ?? [],
  };
}

/** The status that the client gets from a backend that behaves as described; 504 where the gateway gives up. */
export function answerOf(upstream: Upstream, { request, backendRequest, attempts, codes }: Patience): number {
  const { delayMs = 0, status = 200, failWithStatus, succeedAfterFailures = Number.POSITIVE_INFINITY } = upstream;
  let elapsed = 0;
  for (let attempt = 0; ; attempt++) {
    const limit = Math.min(backendRequest ?? Number.POSITIVE_INFINITY, (request ?? Number.POSITIVE_INFINITY) - elapsed);
    if (delayMs > limit) {
      elapsed += limit;
      const isOver = request !== undefined && elapsed >= request;
      if (isOver || attempt >= attempts || !codes.includes(504)) return 504;
      continue;
    }
    elapsed += delayMs;
    const answer = failWithStatus !== undefined && attempt < succeedAfterFailures ? failWithStatus : status;
    if (attempt >= attempts || !codes.includes(answer)) return answer;
  }
}
