import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrdSet } from '../../../../imports/schemas/crd-set';

const SCHEMAS = join(__dirname, '../../../../imports/schemas');

/** Every set of CRDs that is bundled. */
export function bundledSets(): CrdSet[] {
  const sources = readdirSync(SCHEMAS).filter((name) => !name.endsWith('.ts') && name !== 'kubernetes');
  return sources.flatMap((source) =>
    readdirSync(join(SCHEMAS, source)).map((file) => JSON.parse(readFileSync(join(SCHEMAS, source, file), 'utf8'))),
  );
}
