import { CelError } from './cel-error';

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  // The micro sign and the Greek letter.
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const PART = /(\d*)(?:\.(\d*))?([^\d.]+)/y;
const LARGEST = 2n ** 63n;

/** Nanoseconds, as Go's time.ParseDuration. @throws CelError for a text that is no duration, or is beyond 292 years */
export function duration(text: string): bigint {
  const isNegative = text.startsWith('-');
  const digits = isNegative || text.startsWith('+') ? text.slice(1) : text;
  if (digits === '0') return 0n;
  if (digits === '') return refuse();
  let total = 0n;
  for (PART.lastIndex = 0; PART.lastIndex < digits.length; ) {
    const [, whole = '', fraction = '', unit = ''] = PART.exec(digits) ?? refuse();
    const scale = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (scale === undefined || whole + fraction === '' || tooLong(whole)) return refuse();
    total += BigInt(whole) * scale + fractionOf(fraction, scale);
    if (total > LARGEST) return refuse();
  }
  if (total === LARGEST && !isNegative) return refuse();
  return isNegative ? -total : total;
}

/** Go counts fractions in floats, of as many digits as 63 bits hold. */
function fractionOf(digits: string, scale: bigint): bigint {
  let taken = 0n;
  let unit = 1;
  for (const digit of digits) {
    const next = taken * 10n + BigInt(digit);
    if (next > LARGEST) break;
    taken = next;
    unit *= 10;
  }
  return BigInt(Math.trunc(Number(taken) * (Number(scale) / unit)));
}

/** Beyond 63 bits, told without counting them all. */
function tooLong(digits: string): boolean {
  return digits.replace(/^0+/, '').length > 19;
}

function refuse(): never {
  throw new CelError("type conversion error from 'string' to 'google.protobuf.Duration'");
}
