import type { Construct } from 'constructs';
import { parseAddress, parseCidr } from '../../platform/ip-range';
import type { ApiResourceProps } from '../../resource';
import { checkCount, checkInteger, checkOneOf, checkUnique } from '../../resource/checks';
import { Field } from '../../resource/field';
import type { BgpDefinedSet } from './bgp-defined-set';
import { BgpResource } from './bgp-resource';

/** How a set matches. */
export type BgpMatchOption = 'any' | 'all' | 'invert';

/** A set, or its name, and how it matches. */
export interface BgpSetMatch {
  readonly set: BgpDefinedSet | string;
  /** @default any */
  readonly option?: BgpMatchOption;
}

/** What a route must be for a statement to apply. All that are given have to hold. */
export interface BgpConditions {
  readonly prefixes?: BgpSetMatch;
  readonly neighbors?: BgpSetMatch;
  readonly communities?: BgpSetMatch;
  readonly extCommunities?: BgpSetMatch;
  readonly asPaths?: BgpSetMatch;
  readonly asPathLength?: { readonly operator: 'eq' | 'ge' | 'le'; readonly value: number };
  readonly nextHops?: readonly string[];
  readonly routeType?: 'internal' | 'external' | 'local';
  readonly rpki?: 'valid' | 'invalid' | 'not-found';
}

/** How communities change. */
export interface BgpCommunities {
  readonly option: 'add' | 'remove' | 'replace';
  readonly values: readonly string[];
}

/** What becomes of a route. */
export interface BgpActions {
  readonly disposition: 'accept-route' | 'reject-route';
  /** Replaces MED, 0 to 4294967295. @default as it is */
  readonly med?: number;
  /** @default as it is */
  readonly nextHop?: string;
  readonly communities?: BgpCommunities;
  readonly extCommunities?: BgpCommunities;
  readonly largeCommunities?: BgpCommunities;
  readonly asPathPrepend?: { readonly as: string; readonly times: number };
}

export interface BgpStatement {
  /** Unique within the policy. */
  readonly name: string;
  /** @default every route */
  readonly conditions?: BgpConditions;
  readonly actions: BgpActions;
}

export interface BgpPolicyProps extends Omit<ApiResourceProps, 'namespace'> {
  /** 1 or more, in order. */
  readonly statements: readonly BgpStatement[];
}

/** The type of set that each condition looks its name up in. */
const SET_TYPES = {
  prefixes: 'prefix',
  neighbors: 'neighbor',
  communities: 'community',
  extCommunities: 'extcommunity',
  asPaths: 'aspath',
} as const satisfies Partial<Record<keyof BgpConditions, BgpDefinedSet['type']>>;

/**
 * What becomes of routes (BGPPolicyDefinitionService); `BgpPolicyApply` puts it to use.
 *
 * Two fields of the CRD are not here because kube-loxilb v0.9.8.4 reads them under other names, so that they have no effect:
 * `setLocalPref`, and `matchLargeCommunitySet`.
 */
export class BgpPolicy extends BgpResource {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, { statements, ...metadata }: BgpPolicyProps) {
    super(scope, id, 'bgppolicydefinition', 'BGPPolicyDefinitionService', metadata);
    const field = Field.of(this).at('statements');
    checkCount(field, statements, 1, 1000);
    checkUnique(field, statements, ({ name: each }) => each, 'name');
    this.spec = { name: this.name, statements: statements.map((each, index) => statementOf(field.item(index), each)) };
  }
}

function statementOf(field: Field, { name, conditions, actions }: BgpStatement): object {
  return {
    name,
    ...(conditions ? { conditions: conditionsOf(field.at('conditions'), conditions) } : {}),
    actions: actionsOf(field.at('actions'), actions),
  };
}

function conditionsOf(field: Field, conditions: BgpConditions): object {
  const { asPathLength, nextHops, routeType, rpki } = conditions;
  const option = (name: keyof typeof SET_TYPES, given: BgpSetMatch): BgpMatchOption => {
    const value = given.option ?? 'any';
    const { set } = given;
    if (typeof set !== 'string' && set.type !== SET_TYPES[name]) {
      field
        .at(name)
        .at('set')
        .fail(
          set.name,
          `is a set of type ${set.type}, which is not found there`,
          `Give one of type ${SET_TYPES[name]}.`,
        );
    }
    // Any other word would be taken for "any".
    checkOneOf(field.at(name).at('option'), value, ['any', 'all', 'invert'], 'an option of a match');
    return value;
  };
  const set = (name: 'prefixes' | 'neighbors', key: string, member: string): object => {
    const given = conditions[name];
    return given ? { [key]: { [member]: nameOf(given.set), matchSetOption: option(name, given) } } : {};
  };
  const bgpSet = (name: 'communities' | 'extCommunities' | 'asPaths', key: string, member: string): object => {
    const given = conditions[name];
    return given ? { [key]: { [member]: nameOf(given.set), matchSetOptions: option(name, given) } } : {};
  };
  if (asPathLength) {
    checkOneOf(field.at('asPathLength').at('operator'), asPathLength.operator, ['eq', 'ge', 'le'], 'an operator');
  }
  if (routeType !== undefined) {
    checkOneOf(field.at('routeType'), routeType, ['internal', 'external', 'local'], 'a type of route');
  }
  if (rpki !== undefined) checkOneOf(field.at('rpki'), rpki, ['valid', 'invalid', 'not-found'], 'a state of RPKI');
  if (nextHops) {
    checkCount(field.at('nextHops'), nextHops, 1, 1000);
    for (const [index, each] of nextHops.entries()) checkAddress(field.at('nextHops').item(index), each);
  }
  if (asPathLength) checkInteger(field.at('asPathLength').at('value'), asPathLength.value, 0, 4_294_967_295);
  const bgpConditions = {
    ...bgpSet('asPaths', 'matchAsPathSet', 'asPathSet'),
    ...bgpSet('communities', 'matchCommunitySet', 'communitySet'),
    ...bgpSet('extCommunities', 'matchExtCommunitySet', 'communitySet'),
    ...(asPathLength ? { asPathLength: { ...asPathLength } } : {}),
    ...(nextHops ? { nextHopInList: [...nextHops] } : {}),
    ...(routeType ? { routeType } : {}),
    ...(rpki ? { rpki } : {}),
  };
  return {
    ...set('prefixes', 'matchPrefixSet', 'prefixSet'),
    ...set('neighbors', 'matchNeighborSet', 'neighborSet'),
    ...(Object.keys(bgpConditions).length > 0 ? { bgpConditions } : {}),
  };
}

function actionsOf(field: Field, actions: BgpActions): object {
  const { disposition, med, nextHop, asPathPrepend } = actions;
  checkOneOf(field.at('disposition'), disposition, ['accept-route', 'reject-route'], 'a disposition');
  if (med !== undefined) checkInteger(field.at('med'), med, 0, 4_294_967_295);
  if (asPathPrepend && asPathPrepend.as !== 'last-as' && !isAsNumber(asPathPrepend.as)) {
    field.at('asPathPrepend').at('as').fail(asPathPrepend.as, 'is no AS number', 'Write it as "65100".');
  }
  if (asPathPrepend) checkInteger(field.at('asPathPrepend').at('times'), asPathPrepend.times, 1, 255);
  const communities = (name: 'communities' | 'extCommunities' | 'largeCommunities', key: string): object => {
    const given = actions[name];
    if (!given) return {};
    checkOneOf(field.at(name).at('option'), given.option, ['add', 'remove', 'replace'], 'a way to change communities');
    checkCount(field.at(name).at('values'), given.values, 1, 1000);
    return { [key]: { options: given.option, setCommunityMethod: [...given.values] } };
  };
  const bgpActions = {
    // A text that holds an integer means to replace it.
    ...(med === undefined ? {} : { setMed: String(med) }),
    ...(nextHop === undefined ? {} : { setNextHop: nextHop }),
    ...communities('communities', 'setCommunity'),
    ...communities('extCommunities', 'setExtCommunity'),
    ...communities('largeCommunities', 'setLargeCommunity'),
    ...(asPathPrepend ? { setAsPathPrepend: { as: asPathPrepend.as, repeatN: asPathPrepend.times } } : {}),
  };
  return { routeDisposition: disposition, ...(Object.keys(bgpActions).length > 0 ? { bgpActions } : {}) };
}

function checkAddress(field: Field, address: string): void {
  if (!parseAddress(address) && !parseCidr(address))
    field.fail(address, 'is neither an address nor a network', 'Write it as "192.168.57.1".');
}

/** 1 to 4294967295, as text. */
function isAsNumber(text: string): boolean {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 4_294_967_295;
}

/** Policies refer to sets by `spec.name`, which is the name of the resource here. */
function nameOf(set: BgpDefinedSet | string): string {
  return typeof set === 'string' ? set : set.name;
}
