/** Something that is ready beside its place, and takes it in one step. */
export interface Staged {
  /** Puts it in its place. @throws SynthError if that fails; what was there before is then as it was */
  swap(): void;
  /** Takes it away again, unless it is in its place. */
  discard(): void;
}

/**
 * Gets one after the other ready; should one fail, those before it are taken away again, and nothing has changed.
 * @returns all of them as one, swapped in the order given
 */
export function stageAll(steps: readonly (() => Staged)[]): Staged {
  const staged: Staged[] = [];
  const discard = (): void => {
    for (const each of staged.splice(0).reverse()) each.discard();
  };
  const orDiscard = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      discard();
      throw error;
    }
  };
  orDiscard(() => {
    for (const step of steps) staged.push(step());
  });
  return {
    swap: () =>
      orDiscard(() => {
        for (const each of staged) each.swap();
      }),
    discard,
  };
}
