/** Where warnings go while somebody collects them. Synthesis is synchronous, so nothing else is warned of in between. */
let collected: string[] | undefined;

/** Warnings go to stderr: stdout may be piped into kubectl. */
export function printWarnings(warnings: readonly string[]): void {
  if (collected) collected.push(...warnings);
  else for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
}

/** Does the work, and keeps its warnings instead of printing them, also if it throws. */
export function collectWarnings(into: string[], work: () => void): void {
  const outer = collected;
  collected = into;
  try {
    work();
  } finally {
    collected = outer;
  }
}
