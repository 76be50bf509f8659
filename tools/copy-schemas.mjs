// Puts the generated data beside the compiled code: lib/ mirrors the root, so `../../imports/schemas` holds for both.
import { cpSync, readdirSync, rmSync } from 'node:fs';

rmSync('lib/imports/schemas', { recursive: true, force: true });
cpSync('imports/schemas', 'lib/imports/schemas', { recursive: true });
for (const file of readdirSync('imports')) {
  if (file.endsWith('.json')) cpSync(`imports/${file}`, `lib/imports/${file}`);
}
