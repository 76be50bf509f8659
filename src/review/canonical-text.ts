/** A value as a text that is the same for the same content: keys in order, and what is absent left out. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(ordered(value)) ?? '';
}

/** The same for lists that are sets. */
export function canonicalSet(values: unknown): string {
  return JSON.stringify(Array.isArray(values) ? values.map(canonicalText).sort() : ordered(values)) ?? '';
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, ordered(member)]),
  );
}
