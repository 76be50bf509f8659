/** A condition of a status. There is no `lastTransitionTime`: a rehearsal has no clock. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  /** A word of the specification, e.g. `NoMatchingParent`. */
  readonly reason: string;
  readonly message: string;
  /** `metadata.generation` of the object; 1 where it has none, as on creation. */
  readonly observedGeneration: number;
}

/** What keeps a condition from being True. */
export interface Obstacle {
  readonly reason: string;
  readonly message: string;
}

/** A condition that is False for the first obstacle, else True for the reason given. */
export function condition(type: string, generation: number, obstacle: Obstacle | undefined, fine: Obstacle): Condition {
  const { reason, message } = obstacle ?? fine;
  return { type, status: obstacle ? 'False' : 'True', reason, message, observedGeneration: generation };
}
