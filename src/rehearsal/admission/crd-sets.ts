import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrdSet } from '../../../imports/schemas/crd-set';
import type { GatewayApiSet } from '../../platform';
import { Schema } from './schema';

const SCHEMAS = join(__dirname, '../../../imports/schemas');

const sets = new Map<string, CrdSet>();
const compiled = new Map<string, Schema>();

/** A set, read on first use. @param path below `imports/schemas/`, without `.json` */
function readSet(path: string): CrdSet {
  const known = sets.get(path);
  if (known) return known;
  const set: CrdSet = JSON.parse(readFileSync(join(SCHEMAS, `${path}.json`), 'utf8'));
  sets.set(path, set);
  return set;
}

/** The schema of one version of a kind; undefined if the set has it not. Compiled on first use. */
function schemaIn(path: string, apiVersion: string, kind: string): Schema | undefined {
  const key = `${path} ${apiVersion} ${kind}`;
  const known = compiled.get(key);
  if (known) return known;
  const slash = apiVersion.indexOf('/');
  const found = readSet(path)
    .kinds.find((each) => each.kind === kind && each.group === apiVersion.slice(0, slash))
    ?.versions.find((version) => version.name === apiVersion.slice(slash + 1));
  if (!found) return undefined;
  const schema = new Schema(found.schema);
  compiled.set(key, schema);
  return schema;
}

/** The schema of a Gateway API kind in a release and channel. */
export function gatewayApiSchema(set: GatewayApiSet, apiVersion: string, kind: string): Schema | undefined {
  return schemaIn(`gateway-api/v${set.version}-${set.channel}`, apiVersion, kind);
}

/** The schema of a Cilium kind. @param tag a tag that has a set, e.g. `v1.20.0` */
export function ciliumSchema(tag: string, apiVersion: string, kind: string): Schema | undefined {
  return schemaIn(`cilium/${tag}`, apiVersion, kind);
}
