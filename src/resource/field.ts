import type { IConstruct } from 'constructs';

/**
 * A prop that the target would refuse, ignore or misread.
 *
 * The message has the construct path, the field path, the value and the cure, in one line:
 * `[chart/my-gateway] loadBalancer.mode: "one-arm" is not a LoxiLB mode. Use one of … Did you mean "onearm"?`
 */
export class InvalidFieldError extends Error {
  /** Path of the construct in the tree, e.g. `bookinfo/my-gateway`. */
  readonly constructPath: string;
  /** Path of the prop below the construct's props, e.g. `listeners[0].port`. */
  readonly field: string;
  /** The value as it was given. */
  readonly value: unknown;

  constructor(constructPath: string, field: string, value: unknown, problem: string, cure: string) {
    super(`[${constructPath}] ${field}: ${shown(value)} ${problem}. ${cure}`);
    this.name = 'InvalidFieldError';
    this.constructPath = constructPath;
    this.field = field;
    this.value = value;
  }
}

/**
 * A place in the props of a construct, for error messages. Cheap to make: the path is put together only when something fails.
 */
export class Field {
  /** The props of `construct` as a whole. */
  static of(construct: IConstruct): Field {
    return new Field(construct, undefined, '');
  }

  private constructor(
    /** The construct whose props are read. */
    readonly construct: IConstruct,
    private readonly parent: Field | undefined,
    private readonly key: string | number,
  ) {}

  /** The member `name`: `a` -> `a.name`; a name with other characters than letters and digits goes in brackets. */
  at(name: string): Field {
    return new Field(this.construct, this, name);
  }

  /** The list item `index`: `a` -> `a[index]`. */
  item(index: number): Field {
    return new Field(this.construct, this, index);
  }

  /** The path as it stands in messages, e.g. `rules[0].matches[1].path` or `annotations[loxilb.io/lbmode]`. */
  get path(): string {
    const before = this.parent?.path ?? '';
    if (typeof this.key === 'number') return `${before}[${this.key}]`;
    if (!/^\w*$/.test(this.key)) return `${before}[${this.key}]`;
    return before === '' ? this.key : `${before}.${this.key}`;
  }

  /**
   * Throws.
   *
   * @param value what was given
   * @param problem what is wrong with it, as the rest of a sentence that begins with the value: `is not a port number`
   * @param cure a sentence on what to write instead
   * @throws InvalidFieldError always
   */
  fail(value: unknown, problem: string, cure: string): never {
    throw new InvalidFieldError(this.construct.node.path || '(app)', this.path, value, problem, cure);
  }
}

const LONGEST_SHOWN = 120;

function shown(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // a cycle: its type has to do
  }
  text ??= `a value of type ${typeof value}`;
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
