import type { Chart } from 'cdk8s';
import { BgpDefinedSet, BgpPeer, BgpPolicy, BgpPolicyApply, Platform } from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import { isManifest } from '../../../src/rehearsal/manifest';
import { manifestsOf, refusalOf } from '../../constructs';

const WAVE = { 'argocd.argoproj.io/sync-wave': '-4' };

describe('BGP resources', () => {
  const build = (chart: Chart): void => {
    const prefixes = new BgpDefinedSet(chart, 'vips', {
      type: 'prefix',
      prefixes: [{ prefix: '203.0.113.0/24', lengths: [24, 32] }, { prefix: '10.0.0.0/8' }],
    });
    const near = new BgpDefinedSet(chart, 'tor', { type: 'neighbor', list: ['192.168.57.1/32'] });
    const policy = new BgpPolicy(chart, 'export-vips', {
      statements: [
        {
          name: 'vips',
          conditions: {
            prefixes: { set: prefixes },
            neighbors: { set: near, option: 'invert' },
            asPathLength: { operator: 'le', value: 3 },
            routeType: 'local',
          },
          actions: {
            disposition: 'accept-route',
            med: 50,
            communities: { option: 'add', values: ['65100:1'] },
            asPathPrepend: { as: '65100', times: 2 },
          },
        },
        { name: 'rest', actions: { disposition: 'reject-route' } },
      ],
    });
    new BgpPolicyApply(chart, 'apply', {
      neighbor: 'global',
      direction: 'export',
      policies: [policy, 'other'],
      otherwise: 'reject',
    });
    new BgpPeer(chart, 'tor-1', { address: '192.168.57.1', asn: 65101 });
  };
  const manifests = manifestsOf(build);

  test('are written with the fields that kube-loxilb reads', () => {
    expect(manifests).toEqual([
      {
        apiVersion: 'bgppolicydefinedsets.loxilb.io/v1',
        kind: 'BGPPolicyDefinedSetsService',
        metadata: { name: 'vips', annotations: WAVE },
        spec: {
          name: 'vips',
          definedType: 'prefix',
          prefixList: [
            { ipPrefix: '203.0.113.0/24', masklengthRange: '24..32' },
            { ipPrefix: '10.0.0.0/8', masklengthRange: '8..8' },
          ],
        },
      },
      {
        apiVersion: 'bgppolicydefinedsets.loxilb.io/v1',
        kind: 'BGPPolicyDefinedSetsService',
        metadata: { name: 'tor', annotations: WAVE },
        spec: { name: 'tor', definedType: 'neighbor', List: ['192.168.57.1/32'] },
      },
      {
        apiVersion: 'bgppolicydefinition.loxilb.io/v1',
        kind: 'BGPPolicyDefinitionService',
        metadata: { name: 'export-vips', annotations: WAVE },
        spec: {
          name: 'export-vips',
          statements: [
            {
              name: 'vips',
              conditions: {
                matchPrefixSet: { prefixSet: 'vips', matchSetOption: 'any' },
                matchNeighborSet: { neighborSet: 'tor', matchSetOption: 'invert' },
                bgpConditions: { asPathLength: { operator: 'le', value: 3 }, routeType: 'local' },
              },
              actions: {
                routeDisposition: 'accept-route',
                bgpActions: {
                  setMed: '50',
                  setCommunity: { options: 'add', setCommunityMethod: ['65100:1'] },
                  setAsPathPrepend: { as: '65100', repeatN: 2 },
                },
              },
            },
            { name: 'rest', actions: { routeDisposition: 'reject-route' } },
          ],
        },
      },
      {
        apiVersion: 'bgppolicyapply.loxilb.io/v1',
        kind: 'BGPPolicyApplyService',
        metadata: { name: 'apply', annotations: WAVE },
        spec: { ipAddress: 'global', policyType: 'export', policies: ['export-vips', 'other'], routeAction: 'reject' },
      },
      {
        apiVersion: 'bgppeer.loxilb.io/v1',
        kind: 'BGPPeerService',
        metadata: { name: 'tor-1', annotations: WAVE },
        spec: { ipAddress: '192.168.57.1', remoteAs: 65101, remotePort: 179 },
      },
    ]);
  });

  test('are admitted', () => {
    const plain: unknown[] = JSON.parse(JSON.stringify(manifests));
    expect(admit(plain.filter(isManifest), Platform.default)).toEqual([]);
  });

  const statement = (conditions: object, actions: object = {}): ConstructorParameters<typeof BgpPolicy>[2] => ({
    statements: [{ name: 's', conditions, actions: { disposition: 'accept-route', ...actions } }],
  });
  test.each<[string, (chart: Chart) => void, RegExp]>([
    ['an IPv6 peer', (c) => new BgpPeer(c, 'p', { address: '2001:db8::1', asn: 1 }), /is no IPv4 address/],
    [
      'an AS number of a peer that is none',
      (c) => new BgpPeer(c, 'p', { address: '10.0.0.1', asn: 4294967296 }),
      /asn: 4294967296 is not/,
    ],
    [
      'a type of set that would be taken for a prefix',
      (c) => new BgpDefinedSet(c, 's', { type: 'as-path' as 'aspath', list: ['1'] }),
      /Did you mean "aspath"/,
    ],
    [
      'a list in a set of prefixes',
      (c) => new BgpDefinedSet(c, 's', { type: 'prefix', list: ['a'] }),
      /would be lost. Write prefixes/,
    ],
    [
      'prefixes in a set of neighbours',
      (c) => new BgpDefinedSet(c, 's', { type: 'neighbor', prefixes: [] }),
      /would be lost. Write list/,
    ],
    ['an empty set', (c) => new BgpDefinedSet(c, 's', { type: 'community' }), /0 items are given/],
    [
      'a prefix with host bits',
      (c) => new BgpDefinedSet(c, 's', { type: 'prefix', prefixes: [{ prefix: '10.0.0.1/8' }] }),
      /is no network/,
    ],
    [
      'lengths shorter than the prefix',
      (c) => new BgpDefinedSet(c, 's', { type: 'prefix', prefixes: [{ prefix: '10.0.0.0/8', lengths: [4, 16] }] }),
      /are no bounds/,
    ],
    ['a policy without statements', (c) => new BgpPolicy(c, 'p', { statements: [] }), /0 items are given/],
    [
      'an option that would be taken for "any"',
      (c) => new BgpPolicy(c, 'p', statement({ prefixes: { set: 'a', option: 'none' } })),
      /is not an option of a match/,
    ],
    [
      'two statements of one name',
      (c) => {
        const [only] = statement({}).statements;
        return new BgpPolicy(c, 'p', { statements: only ? [only, only] : [] });
      },
      /statements\[1\].* is the same name as/,
    ],
    [
      'a set where one of another type is looked for',
      (c) => {
        const set = new BgpDefinedSet(c, 's', { type: 'community', list: ['65000:1'] });
        return new BgpPolicy(c, 'p', statement({ prefixes: { set } }));
      },
      /prefixes.set: "s" is a set of type community.*Give one of type prefix/,
    ],
    [
      'an operator that there is not',
      (c) => new BgpPolicy(c, 'p', statement({ asPathLength: { operator: 'gt', value: 1 } })),
      /is not an operator/,
    ],
    [
      'a type of route that there is not',
      (c) => new BgpPolicy(c, 'p', statement({ routeType: 'intern' })),
      /Did you mean "internal"/,
    ],
    ['a state of RPKI that there is not', (c) => new BgpPolicy(c, 'p', statement({ rpki: 'ok' })), /is not a state/],
    [
      'a next hop that is a name',
      (c) => new BgpPolicy(c, 'p', statement({ nextHops: ['tor'] })),
      /nextHops\[0\]: "tor" is neither an address/,
    ],
    [
      'a change of no communities',
      (c) => new BgpPolicy(c, 'p', statement({}, { communities: { option: 'add', values: [] } })),
      /communities.values: .*0 items are given/,
    ],
    [
      'a number to prepend that is none',
      (c) => new BgpPolicy(c, 'p', statement({}, { asPathPrepend: { as: 'AS65100', times: 2 } })),
      /is no AS number/,
    ],
    [
      'a disposition that there is not',
      (c) => new BgpPolicy(c, 'p', statement({}, { disposition: 'accept' })),
      /Did you mean|is not a disposition/,
    ],
    ['a MED that is none', (c) => new BgpPolicy(c, 'p', statement({}, { med: -1 })), /med: -1 is not/],
    [
      'a neighbour that is no address',
      (c) => new BgpPolicyApply(c, 'a', { neighbor: 'all', direction: 'import', policies: ['p'], otherwise: 'accept' }),
      /or "global"/,
    ],
    [
      'a direction that there is not',
      (c) =>
        new BgpPolicyApply(c, 'a', {
          neighbor: 'global',
          direction: 'in' as 'import',
          policies: ['p'],
          otherwise: 'accept',
        }),
      /is not a direction/,
    ],
    [
      'no policies',
      (c) => new BgpPolicyApply(c, 'a', { neighbor: 'global', direction: 'import', policies: [], otherwise: 'accept' }),
      /0 items are given/,
    ],
  ])('refuse %s', (_, build, message) => {
    expect(refusalOf((scope) => build(scope as Chart)).message).toMatch(message);
  });
});
