/** What CEL cannot compute: the message is cel-go's. A rule that ends in one fails. */
export class CelError extends Error {}

/** @throws CelError of an operand whose type the operator does not take */
export function noOverload(): never {
  throw new CelError('no such overload');
}
