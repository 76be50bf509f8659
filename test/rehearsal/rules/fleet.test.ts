import fc from 'fast-check';
import { Platform, type PlatformProps } from '../../../src';
import { fleetFindings } from '../../../src/rehearsal/fleet/fleet-findings';
import type { FleetMember } from '../../../src/rehearsal/fleet/fleet-member';
import { Rehearsal } from '../../../src/rehearsal/rehearsal';
import { RULES, tryRule } from '../../../src/rehearsal/rules';
import { gateway, kubeLoxilb, LOXILB_CLASS, route, served, service, TO_ECHO } from './documents';
import { manifestsOf } from './example';

/** Two clusters. */
interface FleetExample {
  readonly violates: readonly [string, string];
  /** Field of the second cluster. */
  readonly at: string;
  readonly says: string;
  readonly holds: readonly [string, string];
  readonly doesNotApply: readonly [string, string];
}

function members(texts: readonly string[], platforms: readonly PlatformProps[] = []): FleetMember[] {
  return texts.map((text, index) => ({
    name: ['berlin', 'lisbon', 'oslo', 'rome', 'vienna'][index] ?? `c${index}`,
    rehearsal: new Rehearsal(manifestsOf(text), new Platform(platforms[index] ?? {})),
  }));
}

const pools = (addresses: string, ...more: readonly string[]): string =>
  LOXILB_CLASS + kubeLoxilb([`--cidrPools=defaultPool=${addresses}`, ...more]);
const named = (hostname: string): string =>
  gateway('web') + service() + route('r', '{ name: web }', [TO_ECHO], [`hostnames: [${hostname}]`]);
const web = served('web', { staticIP: '10.0.9.5' });

const EXAMPLES: Readonly<Record<string, FleetExample>> = {
  'fleet/vip-twice': {
    violates: [LOXILB_CLASS + web, LOXILB_CLASS + web],
    at: 'spec.infrastructure.annotations[loxilb.io/staticIP]',
    says: '10.0.9.5 is given out by berlin as well',
    holds: [LOXILB_CLASS + web, LOXILB_CLASS + served('web', { staticIP: '10.0.9.6' })],
    doesNotApply: [gateway('web'), gateway('web')],
  },
  'fleet/pool-overlap': {
    violates: [pools('10.0.9.10-10.0.9.20'), pools('10.0.9.20-10.0.9.30')],
    at: 'spec.template.spec.containers[0].args[0]',
    says: 'pool defaultPool (10.0.9.20-10.0.9.30) has addresses of pool defaultPool (10.0.9.10-10.0.9.20) of berlin',
    holds: [pools('10.0.9.10-10.0.9.20'), pools('10.0.9.21-10.0.9.30')],
    doesNotApply: [gateway('web'), gateway('web')],
  },
  'fleet/vip-in-pool': {
    violates: [pools('10.0.9.10-10.0.9.20'), LOXILB_CLASS + served('web', { staticIP: '10.0.9.20' })],
    at: 'spec.infrastructure.annotations[loxilb.io/staticIP]',
    says: '10.0.9.20 is in pool defaultPool (10.0.9.10-10.0.9.20) of berlin',
    holds: [pools('10.0.9.10-10.0.9.20'), LOXILB_CLASS + served('web', { staticIP: '10.0.9.21' })],
    doesNotApply: [pools('10.0.9.10-10.0.9.20'), LOXILB_CLASS + gateway('web')],
  },
  'fleet/loxilb-host-twice': {
    violates: [
      pools('10.0.9.1/32', '--loxiURL=http://10.0.9.7:11111,http://10.0.9.8:11111'),
      pools('10.0.9.2/32', '--loxiURL=http://10.0.9.8:11111/'),
    ],
    at: 'spec.template.spec.containers[0].args[1]',
    says: 'http://10.0.9.8:11111 is commanded by berlin as well',
    holds: [
      pools('10.0.9.1/32', '--loxiURL=http://10.0.9.7:11111'),
      pools('10.0.9.2/32', '--loxiURL=http://10.0.9.8:11111'),
    ],
    doesNotApply: [pools('10.0.9.1/32'), pools('10.0.9.2/32')],
  },
  'fleet/bgp-peer-twice': {
    violates: [
      pools('10.0.9.1/32', '--extBGPPeers=10.0.9.254:65101'),
      `---
apiVersion: bgppeer.loxilb.io/v1
kind: BGPPeerService
metadata: { name: router }
spec: { ipAddress: 10.0.9.254, remoteAs: 65101, remotePort: 179 }
`,
    ],
    at: 'spec.ipAddress',
    says: 'router 10.0.9.254 is a peer of berlin as well',
    holds: [
      pools('10.0.9.1/32', '--extBGPPeers=10.0.9.254:65101'),
      pools('10.0.9.2/32', '--extBGPPeers=10.0.9.253:65101'),
    ],
    doesNotApply: [pools('10.0.9.1/32'), pools('10.0.9.2/32')],
  },
  'fleet/hostname-twice': {
    violates: [named('shop.example.com'), named('shop.example.com')],
    at: 'spec.hostnames[0]',
    says: 'shop.example.com is served by berlin as well',
    holds: [named('shop.example.com'), named('blog.example.com')],
    doesNotApply: [gateway('web') + service() + route('r', '{ name: web }', [TO_ECHO]), gateway('web')],
  },
};

test('every rule between clusters is shown, and no other', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(RULES.filter(({ fleet }) => fleet).map(({ id }) => id));
});

describe.each(Object.entries(EXAMPLES))('%s', (id, { violates, at, says, holds, doesNotApply }) => {
  test('is broken at the second cluster, and nothing else is', () => {
    const found = fleetFindings(members(violates));
    expect(found.map(({ member, finding }) => [member.name, finding.rule, finding.path, finding.message])).toEqual([
      ['lisbon', id, at, says],
    ]);
  });

  test('holds for the nearest that is fine, and has nothing to say of others', () => {
    expect(tryRule(id)?.fleet?.(members(holds))).toEqual([]);
    expect(tryRule(id)?.fleet?.(members(doesNotApply))).toBeUndefined();
  });

  test('is accepted by an annotation of the object, with a reason', () => {
    const accepted = violates[1].replaceAll(
      /metadata: \{ /g,
      `metadata: { annotations: { cdk8s-loxi-gateway/acknowledge: "${id}: both are meant" }, `,
    );
    const both = members([violates[0], accepted]);
    expect(fleetFindings(both)).toEqual([]);
    const complaints = both.flatMap(({ rehearsal }) => rehearsal.findings).map(({ rule }) => rule);
    expect(complaints).not.toContain('acknowledgement/unused');
  });
});

describe('a fleet', () => {
  test('has no addresses in common where clusters are of networks that do not meet', () => {
    const { violates } = EXAMPLES['fleet/vip-twice'] ?? { violates: ['', ''] };
    expect(fleetFindings(members(violates, [{ network: 'north' }, { network: 'south' }]))).toEqual([]);
    expect(fleetFindings(members(violates, [{ network: 'north' }, { network: 'north' }]))).toHaveLength(1);
  });

  test('has one finding for what many have, which counts them', () => {
    const five = members(Array.from({ length: 5 }, () => named('shop.example.com')));
    expect(fleetFindings(five).map(({ finding }) => finding.message)).toEqual([
      'shop.example.com is served by berlin, oslo, rome and 1 more as well',
    ]);
  });

  test('of one cluster has nothing to say', () => {
    expect(fleetFindings(members([LOXILB_CLASS + web]))).toEqual([]);
  });

  test('has one finding for a pool that a hundred have, and one for each other that meets it', () => {
    const same = Array.from({ length: 100 }, () => pools('10.0.9.10-10.0.9.20'));
    const found = fleetFindings(members([...same, pools('10.0.9.20-10.0.9.30'), pools('10.0.9.31-10.0.9.40')]));
    expect(found.map(({ member, finding }) => [member.name, finding.message])).toEqual([
      [
        'lisbon',
        'pool defaultPool (10.0.9.10-10.0.9.20) has addresses of pool defaultPool (10.0.9.10-10.0.9.20) of berlin, and of pools of 98 more clusters',
      ],
      [
        'c100',
        'pool defaultPool (10.0.9.20-10.0.9.30) has addresses of pool defaultPool (10.0.9.10-10.0.9.20) of berlin, and of pools of 99 more clusters',
      ],
    ]);
  });

  test('says of a pool only which earlier clusters it meets, in the order of the clusters and not of addresses', () => {
    const found = fleetFindings(
      members([pools('10.0.9.50-10.0.9.60'), pools('10.0.9.10-10.0.9.20'), pools('10.0.9.15-10.0.9.55')]),
    );
    expect(found.map(({ member, finding }) => [member.name, finding.message])).toEqual([
      [
        'oslo',
        'pool defaultPool (10.0.9.15-10.0.9.55) has addresses of pool defaultPool (10.0.9.50-10.0.9.60) of berlin, and of pools of 1 more cluster',
      ],
    ]);
  });

  test('finds the pools that meet, as one finds them who compares each with each', () => {
    const pool = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(pool, { minLength: 2, maxLength: 6 }), (ranges) => {
        const texts = ranges.map(([first, size]) => pools(`10.0.9.${first}-10.0.9.${first + size}`));
        const keyed = ranges.map(([first, size]) => `${first} ${size}`);
        // Of equal ranges one has the finding: the first that meets an earlier one.
        const expected = ranges.flatMap(([first, size], place) => {
          const meets = (at: number): boolean => {
            const [other = 0, length = 0] = ranges[at] ?? [];
            return other <= first + size && first <= other + length;
          };
          const earlier = ranges.slice(0, place).some((_, at) => meets(at));
          const told = keyed
            .slice(0, place)
            .some(
              (key, at) => key === keyed[place] && at > 0 && ranges.slice(0, at).some((__, before) => meets(before)),
            );
          return earlier && !told ? [place] : [];
        });
        const all = members(texts);
        expect(fleetFindings(all).map(({ member }) => all.indexOf(member))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('knows the pools of clusters whose kube-loxilb is not among the manifests', () => {
    const fixed = LOXILB_CLASS + served('web', { staticIP: '10.0.9.12' });
    const args = { loxilb: { args: { cidrPools: 'defaultPool=10.0.9.10-10.0.9.20' } } };
    const messages = (networks: readonly [PlatformProps, PlatformProps]): readonly string[] =>
      fleetFindings(members([gateway('x'), fixed], networks)).map(({ finding }) => finding.message);
    expect(messages([args, {}])).toEqual(['10.0.9.12 is in pool defaultPool (10.0.9.10-10.0.9.20) of berlin']);
    expect(messages([{ ...args, network: 'the north' }, {}])).toEqual([]);
  });

  test('names what two have in a network whose name has spaces', () => {
    const { violates } = EXAMPLES['fleet/vip-twice'] ?? { violates: ['', ''] };
    const network = 'the far north';
    expect(fleetFindings(members(violates, [{ network }, { network }])).map(({ finding }) => finding.message)).toEqual([
      '10.0.9.5 is given out by berlin as well',
    ]);
  });

  test.each<[string, readonly string[], readonly (readonly [string, string])[]]>([
    [
      'a hostname below the wildcard of an earlier cluster',
      ['*.shop.example.com', 'a.shop.example.com'],
      [['lisbon', 'a.shop.example.com is served by berlin as well, by *.shop.example.com']],
    ],
    [
      'a wildcard around hostnames of earlier clusters, once',
      ['a.shop.example.com', 'b.shop.example.com', '*.shop.example.com'],
      [
        [
          'oslo',
          '*.shop.example.com takes in a.shop.example.com, which berlin serves; and so it is with 1 more below *.shop.example.com',
        ],
      ],
    ],
    [
      'a wildcard in a wildcard',
      ['*.example.com', '*.shop.example.com'],
      [['lisbon', '*.shop.example.com is served by berlin as well, by *.example.com']],
    ],
    [
      'the nearest wildcard only',
      ['*.example.com', '*.shop.example.com', 'a.shop.example.com'],
      [
        ['lisbon', '*.shop.example.com is served by berlin as well, by *.example.com'],
        ['oslo', 'a.shop.example.com is served by lisbon as well, by *.shop.example.com'],
      ],
    ],
    ['nothing where the wildcard is for the names below it alone', ['*.shop.example.com', 'shop.example.com'], []],
    ['nothing where names only end alike', ['*.shop.example.com', 'a.workshop.example.com'], []],
  ])('finds %s', (_, hostnames, expected) => {
    const found = fleetFindings(members(hostnames.map((hostname) => named(`"${hostname}"`))));
    const order = (a: readonly string[], b: readonly string[]): number => (a.join() < b.join() ? -1 : 1);
    expect(found.map(({ member, finding }) => [member.name, finding.message]).sort(order)).toEqual(
      [...expected].sort(order),
    );
  });

  test('has nothing to say where the cluster of the wildcard serves the hostname itself: that is said of the hostname', () => {
    const both =
      gateway('web') +
      service() +
      route('r', '{ name: web }', [TO_ECHO], ['hostnames: ["*.example.com", a.example.com]']);
    expect(fleetFindings(members([both, named('a.example.com')])).map(({ finding }) => finding.message)).toEqual([
      'a.example.com is served by berlin as well',
    ]);
  });
});
