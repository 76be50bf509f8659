import type { JsonSchema } from './crd-set';

/** Keywords whose value is a map from names to schemas: a name may be `description`, and is no prose. */
const MAPS_OF_SCHEMAS = new Set(['properties', 'patternProperties', 'definitions']);
const SCHEMAS = new Set(['items', 'additionalProperties', 'not']);
const LISTS_OF_SCHEMAS = new Set(['anyOf', 'oneOf', 'allOf']);
const PROSE = new Set(['description', 'title', 'example', 'externalDocs', '$schema', '$comment']);

/** The schema without prose. The order of keywords and properties is kept: errors are reported in it. */
export function stripProse(schema: JsonSchema): JsonSchema {
  const stripped: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (PROSE.has(keyword)) continue;
    stripped[keyword] = stripKeyword(keyword, value);
  }
  return stripped;
}

function stripKeyword(keyword: string, value: unknown): unknown {
  if (LISTS_OF_SCHEMAS.has(keyword) && Array.isArray(value)) return value.map(stripProse);
  if (!isRecord(value)) return value;
  if (MAPS_OF_SCHEMAS.has(keyword)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, schema]) => [name, isRecord(schema) ? stripProse(schema) : schema]),
    );
  }
  return SCHEMAS.has(keyword) ? stripProse(value) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
