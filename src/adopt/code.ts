/**
 * An expression of the TypeScript that is written: `print` makes the text of it and `evaluate` its value, so that what was proved is
 * what stands in the file.
 */
export type Code = LiteralCode | ListCode | RecordCode | CallCode | ConstructCode;

interface Placed {
  /** Path of the field that it comes from, as findings have it: comments about that field go above it. */
  readonly at?: string;
}

export interface LiteralCode extends Placed {
  readonly type: 'literal';
  readonly value: string | number | boolean | null;
}

export interface ListCode extends Placed {
  readonly type: 'list';
  readonly items: readonly Code[];
}

/** `{ name: code }`, in this order. */
export interface RecordCode extends Placed {
  readonly type: 'record';
  readonly members: readonly (readonly [name: string, code: Code])[];
}

/** `HttpMatch.prefix('/')`, or a method of what another expression gives. */
export interface CallCode extends Placed {
  readonly type: 'call';
  readonly on: Code | string;
  readonly method: string;
  readonly args: readonly Code[];
}

/** A construct that was adopted before, by the identity of its object. */
export interface ConstructCode extends Placed {
  readonly type: 'construct';
  readonly identity: string;
}

/** The expression of plain data; undefined members are left out. */
export function codeOf(value: unknown, at?: string): Code {
  const place = at === undefined ? {} : { at };
  if (Array.isArray(value)) {
    return {
      type: 'list',
      items: value.map((item, index) => codeOf(item, at === undefined ? undefined : `${at}[${index}]`)),
      ...place,
    };
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]): [string, Code] => [name, codeOf(member, at === undefined ? undefined : below(at, name))]);
    return { type: 'record', members, ...place };
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { type: 'literal', value, ...place };
  return { type: 'literal', value: null, ...place };
}

/** `{ … }` of those members that are there. */
export function recordOf(members: Readonly<Record<string, Code | undefined>>, at?: string): RecordCode {
  return {
    type: 'record',
    members: Object.entries(members).flatMap(([name, code]): [string, Code][] =>
      code === undefined ? [] : [[name, code]],
    ),
    ...(at === undefined ? {} : { at }),
  };
}

/** `on.method(…args)`. */
export function call(on: Code | string, method: string, args: readonly Code[], at?: string): CallCode {
  return { type: 'call', on, method, args, ...(at === undefined ? {} : { at }) };
}

/** A path one field further down, as findings have it: `a.b`, and `a[b.c/d]` for other names than letters and digits. */
export function below(path: string, name: string): string {
  if (!/^\w+$/.test(name)) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}
