import { mkdirSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a folder and those above it. @returns takes away again what it made, as far as nothing is in it */
export function makeFolders(folder: string): () => void {
  const first = mkdirSync(folder, { recursive: true });
  return () => {
    if (first === undefined) return;
    try {
      for (let made = folder; made.startsWith(first); made = dirname(made)) rmdirSync(made);
    } catch {
      // Something is in it: it stays.
    }
  };
}
