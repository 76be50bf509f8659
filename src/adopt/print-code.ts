import type { CallCode, Code } from './code';
import { printLines, printString } from './print-string';

/** What an expression is printed with. */
export interface PrintContext {
  /** The expression by which a construct is referred to, such as `web` or `gateways.web`. */
  reference(identity: string): string;
  /** Lines of comments above a field, by its path. */
  comments(at: string): readonly string[];
}

const WIDTH = 120;

/**
 * An expression as TypeScript.
 * @param indent blanks before its line
 * @param taken characters of its first line that are taken, before and behind it
 */
export function printCode(code: Code, context: PrintContext, indent = 0, taken = indent): string {
  const inline = hasComments(code, context) ? undefined : inlineOf(code, context);
  if (inline !== undefined && taken + inline.length <= WIDTH) return inline;
  switch (code.type) {
    case 'literal':
      return typeof code.value === 'string' ? printLines(code.value, indent) : inlineOf(code, context);
    case 'construct':
      return inlineOf(code, context);
    case 'list':
      return code.items.length === 0
        ? '[]'
        : block(
            '[',
            code.items.map((item) => ['', item]),
            ']',
            context,
            indent,
          );
    case 'record':
      return code.members.length === 0
        ? '{}'
        : block(
            '{',
            code.members.map(([name, member]) => [`${printKey(name)}: `, member]),
            '}',
            context,
            indent,
          );
    case 'call':
      return brokenCall(code, context, indent, taken);
  }
}

function block(
  open: string,
  items: readonly (readonly [prefix: string, code: Code])[],
  close: string,
  context: PrintContext,
  indent: number,
): string {
  const inner = indent + 2;
  const pad = ' '.repeat(inner);
  const lines = items.flatMap(([prefix, code]) => [
    ...(code.at === undefined ? [] : context.comments(code.at)).map((line) => `${pad}// ${line}`),
    `${pad}${prefix}${printCode(code, context, inner, inner + prefix.length + 1)},`,
  ]);
  return `${open}\n${lines.join('\n')}\n${' '.repeat(indent)}${close}`;
}

/** The last argument may be a block; else each argument has a line. */
function brokenCall(code: CallCode, context: PrintContext, indent: number, taken: number): string {
  const start = `${ownerOf(code, context)}.${code.method}(`;
  const last = code.args.at(-1);
  const first = code.args.slice(0, -1).map((arg) => `${inlineOf(arg, context)}, `);
  const head = `${start}${first.join('')}`;
  if (last && (last.type === 'record' || last.type === 'list') && taken + head.length < WIDTH)
    return `${head}${printCode(last, context, indent, WIDTH)})`;
  if (typeof code.on !== 'string' && code.on.type === 'call') return chain(code, context, indent);
  const pad = ' '.repeat(indent + 2);
  const args = code.args.map((arg) => `${pad}${printCode(arg, context, indent + 2, indent + 3)},`);
  return args.length === 0 ? `${start})` : `${start}\n${args.join('\n')}\n${' '.repeat(indent)})`;
}

/** A line for each call. */
function chain(code: CallCode, context: PrintContext, indent: number): string {
  const calls: string[] = [];
  let at: CallCode = code;
  while (typeof at.on !== 'string' && at.on.type === 'call') {
    calls.unshift(`.${at.method}(${at.args.map((arg) => inlineOf(arg, context)).join(', ')})`);
    at = at.on;
  }
  const pad = `\n${' '.repeat(indent + 2)}`;
  return `${inlineOf(at, context)}${calls.map((each) => `${pad}${each}`).join('')}`;
}

function inlineOf(code: Code, context: PrintContext): string {
  switch (code.type) {
    case 'literal':
      return typeof code.value === 'string' ? printString(code.value) : String(code.value);
    case 'construct':
      return context.reference(code.identity);
    case 'list':
      return `[${code.items.map((item) => inlineOf(item, context)).join(', ')}]`;
    case 'record': {
      if (code.members.length === 0) return '{}';
      return `{ ${code.members.map(([name, member]) => `${printKey(name)}: ${inlineOf(member, context)}`).join(', ')} }`;
    }
    case 'call':
      return `${ownerOf(code, context)}.${code.method}(${code.args.map((arg) => inlineOf(arg, context)).join(', ')})`;
  }
}

function ownerOf({ on }: CallCode, context: PrintContext): string {
  return typeof on === 'string' ? on : inlineOf(on, context);
}

/** `__proto__` in braces would set the prototype. */
function printKey(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : printString(name);
}

function hasComments(code: Code, context: PrintContext): boolean {
  return placesOf(code).some((at) => context.comments(at).length > 0);
}

/** Paths of everything below an expression that has a line of its own when it is printed in full. */
export function placesOf(code: Code): readonly string[] {
  const found: string[] = [];
  const walk = (each: Code): void => {
    const members =
      each.type === 'list' ? each.items : each.type === 'record' ? each.members.map(([, member]) => member) : [];
    for (const member of members) {
      if (member.at !== undefined) found.push(member.at);
      walk(member);
    }
    const last = each.type === 'call' ? each.args.at(-1) : undefined;
    if (last) walk(last);
  };
  walk(code);
  return found;
}
