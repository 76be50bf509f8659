import fc from 'fast-check';
import type { JsonSchema } from '../../../../imports/schemas/crd-set';

/** Texts on which rules decide: words of the API, paths, host names, durations, addresses, and what is near to them. */
const WORDS =
  `${'a'.repeat(253)}/b * ** a b A a-b -a a- a.b a..b .a a. _a a_b 1 example.com *.example.com a*.com *.*.com EXAMPLE.com x.cluster.local .cluster.local / // /a /a/b /a//b /./ /a/./b /../ /a/.. /a/. /%2F /%2f /%zz /%20 /# /a#b a/b a/b/c example.com/key /key key/ 1.2.3.4 01.2.3.4 ::1 ::ffff:1.2.3.4 fe80::1%eth0 0s 1s 500ms 59m 1h 2h 1h1ms 10d \u017f \u212a ä 😀`.split(
    ' ',
  );
const WORD_OF_RULE = /'([^']*)'|"([^"]*)"/g;

const DURATIONS = ['0s', '0h0m', '1s', '500ms', '59m', '1h', '1.5h', '2h', '1h1ms', '99999h', '-1s', '10d', '5'];

/** Texts that a rule names, and all the others. */
function textsFor(rule: string): fc.Arbitrary<string> {
  const named = [...rule.matchAll(WORD_OF_RULE)].map(([, a, b]) => a ?? b ?? '').filter((word) => word.length < 30);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...named, '', 'a') },
    { weight: 4, arbitrary: fc.constantFrom(...(rule.includes('duration(') ? DURATIONS : WORDS)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9.-]{1,8}$/) },
  );
}

/**
 * Values of a schema. Of the fields that are not required only those are there that the rule names: it cannot see others.
 * What bounds and patterns say of texts is mostly disregarded.
 */
export function valuesOf(schema: JsonSchema, rule: string): fc.Arbitrary<unknown> {
  const text = textsFor(rule);
  const of = (each: JsonSchema): fc.Arbitrary<unknown> => {
    if (each.enum) return fc.constantFrom(...each.enum);
    switch (each.type) {
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 65535 }));
      case 'array':
        return listOf(of(each.items ?? {}), typeof each.maxItems === 'number' ? each.maxItems : 20);
      case 'object': {
        const { additionalProperties: values } = each;
        if (typeof values === 'object') return fc.dictionary(text, of(values), { maxKeys: 3 });
        return objectOf(each);
      }
      default:
        return text;
    }
  };
  // Few different items, so that there are twins and near twins, and seldom as many as there may be.
  const listOf = (item: fc.Arbitrary<unknown>, longest: number): fc.Arbitrary<unknown> => {
    const length = fc.oneof({ weight: 8, arbitrary: fc.nat(Math.min(4, longest)) }, fc.constant(longest));
    return fc.tuple(item, fc.array(item, { maxLength: 2 }), fc.nat(8), length).map(([first, others, lost, size]) => {
      const items = [first, ...others, withoutMember(first, lost)];
      return Array.from({ length: size }, (_, index) => items[index % items.length]);
    });
  };
  const objectOf = ({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> => {
    const seen = Object.entries(properties).filter(
      ([name]) => required.includes(name) || new RegExp(`\\b_*${name}_*\\b`).test(rule),
    );
    return fc.record(Object.fromEntries(seen.map(([name, member]) => [name, of(member)])), {
      requiredKeys: [...required],
      noNullPrototype: true,
    });
  };
  return of(schema);
}

/** An object without one of its members, if it has so many. */
function withoutMember(value: unknown, lost: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter((_, index) => index !== lost));
}
