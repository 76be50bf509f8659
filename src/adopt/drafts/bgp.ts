import { type Code, codeOf, recordOf } from '../code';
import type { Drafter } from '../draft';
import { type Fields, fieldOf, hasOnly, isFields, listOf, textOf } from '../json';

export const draftBgpPeer: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, 'ipAddress', 'remoteAs', 'remotePort')) return [];
  const { ipAddress, remoteAs, remotePort } = spec;
  const props = recordOf({
    address: codeOf(ipAddress, 'spec.ipAddress'),
    asn: codeOf(remoteAs, 'spec.remoteAs'),
    port: remotePort === 179 ? undefined : codeOf(remotePort, 'spec.remotePort'),
  });
  return [{ construct: 'BgpPeer', props }];
};

export const draftBgpDefinedSet: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, 'name', 'definedType', 'prefixList', 'List')) return [];
  const prefixes = listOf(spec.prefixList).map((each) => {
    const [, shortest, longest] = /^(\d+)\.\.(\d+)$/.exec(textOf(fieldOf(each, 'masklengthRange')) ?? '') ?? [];
    const prefix = textOf(fieldOf(each, 'ipPrefix')) ?? '';
    const own = prefix.split('/')[1];
    const lengths =
      shortest === undefined || (shortest === own && longest === own) ? undefined : [Number(shortest), Number(longest)];
    return { prefix, lengths };
  });
  const props = recordOf({
    type: codeOf(spec.definedType, 'spec.definedType'),
    prefixes: spec.prefixList === undefined ? undefined : codeOf(prefixes),
    list: spec.List === undefined ? undefined : codeOf(spec.List, 'spec.List'),
  });
  return [{ construct: 'BgpDefinedSet', props }];
};

export const draftBgpPolicyApply: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, 'ipAddress', 'policyType', 'policies', 'routeAction')) return [];
  const props = recordOf({
    neighbor: codeOf(spec.ipAddress, 'spec.ipAddress'),
    direction: codeOf(spec.policyType, 'spec.policyType'),
    policies: codeOf(spec.policies, 'spec.policies'),
    otherwise: codeOf(spec.routeAction, 'spec.routeAction'),
  });
  return [{ construct: 'BgpPolicyApply', props }];
};

export const draftBgpPolicy: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, 'name', 'statements')) return [];
  const statements = listOf(spec.statements).map((each, index) => statementOf(each, `spec.statements[${index}]`));
  const items = statements.filter((each) => each !== undefined);
  if (items.length < statements.length) return [];
  return [{ construct: 'BgpPolicy', props: recordOf({ statements: { type: 'list', items, at: 'spec.statements' } }) }];
};

/** Conditions that match a set: the field, the member that names the set, and the prop. */
const SETS: Readonly<Record<string, readonly [member: string, prop: string]>> = {
  matchPrefixSet: ['prefixSet', 'prefixes'],
  matchNeighborSet: ['neighborSet', 'neighbors'],
  matchAsPathSet: ['asPathSet', 'asPaths'],
  matchCommunitySet: ['communitySet', 'communities'],
  matchExtCommunitySet: ['communitySet', 'extCommunities'],
};

const OTHER_CONDITIONS: Readonly<Record<string, string>> = {
  asPathLength: 'asPathLength',
  nextHopInList: 'nextHops',
  routeType: 'routeType',
  rpki: 'rpki',
};

const COMMUNITIES: Readonly<Record<string, string>> = {
  setCommunity: 'communities',
  setExtCommunity: 'extCommunities',
  setLargeCommunity: 'largeCommunities',
};

function statementOf(statement: unknown, at: string): Code | undefined {
  if (!hasOnly(statement, 'name', 'conditions', 'actions') || !isFields(statement.actions)) return undefined;
  const conditions = statement.conditions === undefined ? undefined : conditionsOf(statement.conditions);
  const actions = actionsOf(statement.actions);
  if (conditions === null || !actions) return undefined;
  return recordOf({ name: codeOf(statement.name), conditions, actions }, at);
}

function conditionsOf(conditions: unknown): Code | null {
  if (!isFields(conditions)) return null;
  const { bgpConditions, ...rest } = conditions;
  const members: Record<string, Code> = {};
  for (const [field, value] of Object.entries({ ...rest, ...(isFields(bgpConditions) ? bgpConditions : {}) })) {
    const [member, prop] = Object.hasOwn(SETS, field) ? (SETS[field] ?? []) : [];
    const other = Object.hasOwn(OTHER_CONDITIONS, field) ? OTHER_CONDITIONS[field] : undefined;
    if (member !== undefined && prop !== undefined && isFields(value)) {
      const option = value.matchSetOption ?? value.matchSetOptions ?? 'any';
      members[prop] = recordOf({ set: codeOf(value[member]), option: option === 'any' ? undefined : codeOf(option) });
    } else if (other !== undefined) members[other] = codeOf(value);
    else return null;
  }
  return recordOf(members);
}

function actionsOf({ routeDisposition, bgpActions, ...others }: Fields): Code | undefined {
  if (Object.keys(others).length > 0) return undefined;
  const members: Record<string, Code> = { disposition: codeOf(routeDisposition) };
  for (const [field, value] of Object.entries(isFields(bgpActions) ? bgpActions : {})) {
    const communities = Object.hasOwn(COMMUNITIES, field) ? COMMUNITIES[field] : undefined;
    if (communities !== undefined)
      members[communities] = codeOf({
        option: fieldOf(value, 'options'),
        values: fieldOf(value, 'setCommunityMethod'),
      });
    else if (field === 'setMed') members.med = codeOf(Number(value));
    else if (field === 'setNextHop') members.nextHop = codeOf(value);
    else if (field === 'setAsPathPrepend')
      members.asPathPrepend = codeOf({ as: fieldOf(value, 'as'), times: fieldOf(value, 'repeatN') });
    else return undefined;
  }
  return recordOf(members);
}
