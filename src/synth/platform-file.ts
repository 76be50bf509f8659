import { lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { SynthError } from './synth-error';

const HEAD = '# Written by Fleet of cdk8s-loxi-gateway with every synthesis: change the program instead.\n';

/** @throws SynthError for a file that somebody else wrote */
export function checkPlatformFile(file: string): void {
  const facts = lstatSync(file, { throwIfNoEntry: false });
  if (facts && (!facts.isFile() || !readFileSync(file, 'utf8').startsWith(HEAD))) {
    throw new SynthError(
      `platformFile: ${JSON.stringify(file)} was not written by Fleet, and would be lost. Move it away, or name another one.`,
    );
  }
}

/** Writes a platform file that was checked, in one step. */
export function writePlatformFile(file: string, text: string): void {
  const scratch = `${file}.${process.pid}.new`;
  writeFileSync(scratch, HEAD + text);
  renameSync(scratch, file);
}
