import type { Construct } from 'constructs';
import { parseCidr } from '../../platform/ip-range';
import type { ApiResourceProps } from '../../resource';
import { checkCount, checkOneOf } from '../../resource/checks';
import { Field } from '../../resource/field';
import { BgpResource } from './bgp-resource';

/** Networks whose prefix has a length between two bounds. */
export interface BgpPrefix {
  /** `10.0.0.0/8`. */
  readonly prefix: string;
  /** Shortest and longest length: `[16, 24]`. @default the prefix itself only */
  readonly lengths?: readonly [shortest: number, longest: number];
}

/** What policies match by name. */
export interface BgpDefinedSetProps extends Omit<ApiResourceProps, 'namespace'> {
  readonly type: 'prefix' | 'neighbor' | 'community' | 'extcommunity' | 'largecommunity' | 'aspath';
  /** Of type prefix. @default none: another type */
  readonly prefixes?: readonly BgpPrefix[];
  /** Of the other types: addresses, communities, or regular expressions of AS paths. @default none: type prefix */
  readonly list?: readonly string[];
}

/** Types by the word that kube-loxilb reads: an unknown one is taken for a prefix without a word. */
const TYPES = {
  prefix: 'prefix',
  neighbor: 'neighbor',
  community: 'community',
  extcommunity: 'extcommunity',
  largecommunity: 'largecommunity',
  aspath: 'aspath',
} as const;

/** A set of prefixes, neighbours, communities or AS paths (BGPPolicyDefinedSetsService) that `BgpPolicy` names. */
export class BgpDefinedSet extends BgpResource {
  readonly type: BgpDefinedSetProps['type'];

  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, { type, prefixes, list, ...metadata }: BgpDefinedSetProps) {
    super(scope, id, 'bgppolicydefinedsets', 'BGPPolicyDefinedSetsService', metadata);
    const field = Field.of(this);
    checkOneOf(field.at('type'), type, Object.keys(TYPES), 'a type of set');
    this.type = type;
    const isPrefix = type === 'prefix';
    const [wanted, other] = isPrefix ? (['prefixes', 'list'] as const) : (['list', 'prefixes'] as const);
    const given = { prefixes, list };
    if (given[other] !== undefined) {
      field.at(other).fail(given[other], `is not of a set of type ${type}, and would be lost`, `Write ${wanted}.`);
    }
    checkCount(field.at(wanted), given[wanted] ?? [], 1, 1000);
    this.spec = {
      name: this.name,
      definedType: TYPES[type],
      ...(isPrefix
        ? { prefixList: (prefixes ?? []).map((each, index) => prefixOf(field.at('prefixes').item(index), each)) }
        : { List: [...(list ?? [])] }),
    };
  }
}

function prefixOf(field: Field, { prefix, lengths }: BgpPrefix): object {
  const network = parseCidr(prefix);
  if (!network) field.at('prefix').fail(prefix, 'is no network', 'Write it as "10.0.0.0/8", without host bits.');
  const own = Number(prefix.split('/')[1]);
  const [shortest, longest] = lengths ?? [own, own];
  const most = network?.family === 6 ? 128 : 32;
  if (
    !Number.isInteger(shortest) ||
    !Number.isInteger(longest) ||
    shortest < own ||
    longest < shortest ||
    longest > most
  ) {
    field
      .at('lengths')
      .fail(
        lengths,
        `are no bounds between the prefix's own length and ${most}`,
        `Write [${own}, ${most}], for all that is in it.`,
      );
  }
  return { ipPrefix: prefix, masklengthRange: `${shortest}..${longest}` };
}
