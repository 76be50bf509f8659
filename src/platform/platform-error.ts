/** The target does not have what was asked for, or the target itself is described wrongly. The message names the cure. */
export class PlatformError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PlatformError';
  }
}
