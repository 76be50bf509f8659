/** Parts of a topology that contradict each other. The message says which, why, and what to do. */
export class TopologyError extends Error {
  constructor(message: string) {
    super(`topology: ${message}`);
    this.name = 'TopologyError';
  }
}
