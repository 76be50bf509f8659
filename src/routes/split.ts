import type { Construct } from 'constructs';
import { InvalidFieldError } from '../resource/field';

/** The share of one of several. */
export interface SplitShare {
  /** Of 100, at most four decimal places. All shares of a split sum to 100. */
  readonly percent?: number;
  /** Relative to the others: 0 to 1000000. */
  readonly weight?: number;
}

const MOST_DECIMALS = 4;
const LARGEST_WEIGHT = 1_000_000;

/** Shares as whole weights. */
export class Split {
  /**
   * @param scope,id of the construct that is to be made: errors name it
   * @throws InvalidFieldError if some are percentages and some weights, if percentages do not sum to 100, or weights to 0
   */
  static of(scope: Construct, id: string, shares: readonly SplitShare[]): Split {
    const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
    const fail = (field: string, value: unknown, problem: string, cure: string): never => {
      throw new InvalidFieldError(path, field, value, problem, cure);
    };
    if (shares.length === 0) fail('backends', shares, 'has no backend', 'Give the backends to split among.');
    shares.forEach(({ percent, weight }, index) => {
      if ((percent === undefined) === (weight === undefined)) {
        fail(
          `backends[${index}]`,
          { percent, weight },
          'needs either a percentage or a weight',
          'Give one of the two.',
        );
      }
      if ((percent === undefined) !== (shares[0]?.percent === undefined)) {
        fail(
          `backends[${index}]`,
          { percent, weight },
          'is not given as the first backend is',
          'Give all as percent, or all as weight.',
        );
      }
      if (percent !== undefined && !(percent >= 0 && percent <= 100 && decimalsOf(percent) <= MOST_DECIMALS)) {
        fail(
          `backends[${index}].percent`,
          percent,
          'is no percentage',
          'Use 0 to 100, with at most four decimal places.',
        );
      }
      if (weight !== undefined && !(Number.isInteger(weight) && weight >= 0 && weight <= LARGEST_WEIGHT)) {
        fail(`backends[${index}].weight`, weight, 'is no weight', `Use a whole number from 0 to ${LARGEST_WEIGHT}.`);
      }
    });
    const percents = shares.map(({ percent }) => percent).filter((percent) => percent !== undefined);
    if (percents.length === 0) {
      const weights = shares.map(({ weight }) => weight ?? 0);
      if (weights.every((weight) => weight === 0)) {
        fail(
          'backends',
          weights,
          'are the weights, which sum to 0: every request would be answered with 500',
          'Give at least one a weight above 0.',
        );
      }
      return new Split(weights);
    }
    const scale = 10 ** Math.max(...percents.map(decimalsOf));
    const weights = percents.map((percent) => Math.round(percent * scale));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (sum !== 100 * scale)
      fail('backends', percents, `are the percentages, which sum to ${sum / scale}`, 'Make them sum to 100.');
    return new Split(weights);
  }

  private constructor(private readonly weights: readonly number[]) {}

  weightOf(index: number): number {
    return this.weights[index] ?? 0;
  }
}

/** Decimal places as written: 0 for 99, 1 for 99.5; more than any allowed for numbers with an exponent. */
function decimalsOf(number: number): number {
  const text = String(number);
  if (text.includes('e')) return Number.POSITIVE_INFINITY;
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
