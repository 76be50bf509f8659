/** CEL could not come to a value: a field that is not there, or values of types that do not go together. */
export class CelError extends Error {}
