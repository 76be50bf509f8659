// Puts the generated data beside the compiled code: lib/ mirrors the root, so `../../imports/schemas` holds for both.
import { cpSync, readdirSync } from 'node:fs';

cpSync('imports/schemas', 'lib/imports/schemas', { recursive: true, filter: (path) => !path.endsWith('.ts') });
for (const file of readdirSync('imports')) {
  if (file.endsWith('.json')) cpSync(`imports/${file}`, `lib/imports/${file}`);
}
