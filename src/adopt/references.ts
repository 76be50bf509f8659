import type { AdoptedConstruct } from './adoption';
import type { Code } from './code';

/** Identities of the constructs that an expression refers to. */
export function referredBy(code: Code): readonly string[] {
  const found: string[] = [];
  const walk = (each: Code): void => {
    if (each.type === 'construct') found.push(each.identity);
    if (each.type === 'list') each.items.forEach(walk);
    if (each.type === 'record') for (const [, member] of each.members) walk(member);
    if (each.type === 'call') {
      if (typeof each.on !== 'string') walk(each.on);
      each.args.forEach(walk);
    }
  };
  walk(code);
  return found;
}

/** As given, but what is referred to first. */
export function inOrder(constructs: readonly AdoptedConstruct[]): readonly AdoptedConstruct[] {
  const own = new Map(constructs.map((each) => [each.object.identity, each]));
  const ordered = new Set<AdoptedConstruct>();
  const visit = (each: AdoptedConstruct): void => {
    if (ordered.has(each)) return;
    for (const target of referredBy(each.props)) {
      const before = own.get(target);
      if (before && before !== each) visit(before);
    }
    ordered.add(each);
  };
  for (const each of constructs) visit(each);
  return [...ordered];
}
