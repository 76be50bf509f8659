/** Addresses that do not fit together. The message says which field, why, and what to do. */
export class AddressPlanError extends Error {
  constructor(message: string) {
    super(`address plan: ${message}`);
    this.name = 'AddressPlanError';
  }
}
