import { existsSync, lstatSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './caught';
import { SynthError } from './synth-error';

/** Where a synth puts the new tree together, and where it puts the old one aside: hidden folders beside the output folder. */
export interface ScratchFolders {
  readonly fresh: string;
  readonly aside: string;
}

/** The scratch folders of a process for an output folder: `.dist.loxiapp-new-4711`. */
export function scratchFolders(folder: string, pid: number = process.pid): ScratchFolders {
  const beside = (role: string): string => join(dirname(folder), `.${basename(folder)}.loxiapp-${role}-${pid}`);
  return { fresh: beside('new'), aside: beside('old') };
}

/**
 * Cleans up after runs that were killed. Only folders with our name for `folder` whose process is gone are touched.
 *
 * A synth renames the old tree aside, then the new one into place, then removes the old one. So with the new tree still beside
 * and nothing in place, the old one goes back; otherwise what is beside is rest.
 *
 * @throws SynthError where somebody has put another tree in place in between: which of the two counts only a human knows
 */
export function recoverLeftovers(folder: string): void {
  for (const pid of leftoverProcesses(folder)) {
    const { fresh, aside } = scratchFolders(folder, pid);
    if (existsSync(aside)) {
      if (isAlive(pid) && !isStuck(folder, aside)) continue;
      if (isMissingOrEmpty(folder)) {
        if (existsSync(folder)) rmdirSync(folder);
        renameSync(aside, folder);
      } else if (existsSync(fresh)) {
        throw new SynthError(
          `An earlier run was killed while it replaced ${folder}, and somebody wrote that folder anew since. What was there before is in ${aside}. Take from it what you need, and remove it.`,
        );
      }
    } else if (isAlive(pid)) {
      continue;
    }
    rmSync(fresh, { recursive: true, force: true });
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Processes that have left scratch folders for `folder`, or have some just now. */
function leftoverProcesses(folder: string): number[] {
  const start = `.${basename(folder)}.loxiapp-`;
  const pids = new Set<number>();
  for (const entry of readdirSync(dirname(folder), { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith(start)) continue;
    const match = /^(?:new|old)-([1-9]\d{0,9})$/.exec(entry.name.slice(start.length));
    if (match) pids.add(Number(match[1]));
  }
  return [...pids].sort((a, b) => a - b);
}

function isMissingOrEmpty(folder: string): boolean {
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  return !facts || (facts.isDirectory() && readdirSync(folder).length === 0);
}

/** A synth never leaves anything behind for the next one in its process, so what has our own number is of a dead namesake. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is alive, and somebody else's.
    return codeOf(error) === 'EPERM';
  }
}

const PATIENCE_MS = 2000;
const STEP_MS = 20;

/**
 * Has nothing come into place for two seconds, where a living synth needs a moment? Then the living process is another one
 * that got the number of the dead.
 */
function isStuck(folder: string, aside: string): boolean {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    if (existsSync(folder) || !existsSync(aside)) return false;
    Atomics.wait(sleeper, 0, 0, STEP_MS);
  }
  return true;
}
