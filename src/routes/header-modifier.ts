/** Changes to headers, as the API has them. */
export interface HeaderChanges {
  /** Add to what is there: name -> value. */
  readonly add?: Readonly<Record<string, string>>;
  /** Overwrite: name -> value. */
  readonly set?: Readonly<Record<string, string>>;
  /** Take away. */
  readonly remove?: readonly string[];
}

/** `requestHeaderModifier` and `responseHeaderModifier` in the API's shape. */
export interface HeaderModifierShape {
  readonly add?: { readonly name: string; readonly value: string }[];
  readonly set?: { readonly name: string; readonly value: string }[];
  readonly remove?: string[];
}

export function headerModifier({ add, set, remove }: HeaderChanges): HeaderModifierShape {
  return {
    ...(add ? { add: headers(add) } : {}),
    ...(set ? { set: headers(set) } : {}),
    ...(remove ? { remove: [...remove] } : {}),
  };
}

function headers(record: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}
