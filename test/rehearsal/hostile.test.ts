import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Platform, type PlatformProps, Rehearsal } from '../../src';
import { isManifest, type Manifest } from '../../src/rehearsal/manifest';
import { manifestsOf, type RuleExamples } from './rules/example';

/*
 * Whatever stands in a manifest, the rehearsal says something of it and does not fail: what the API server lets pass is not always of the shape that a
 * controller expects.
 */

const FOLDER = join(__dirname, 'rules/examples');
const MANIFESTS: readonly Manifest[] = readdirSync(FOLDER).flatMap((file) => {
  const { EXAMPLES }: { EXAMPLES: RuleExamples } = require(join(FOLDER, file));
  return Object.values(EXAMPLES).flatMap(({ violates, holds }) => manifestsOf(violates + holds));
});

const PLATFORMS: readonly PlatformProps[] = [
  {},
  { complete: ['*'], loxilb: { args: { cidrPools: 'defaultPool=10.0.0.0/24' }, nodes: 40 } },
  { cilium: { version: '1.17.1', values: { gatewayAPI: { enabled: true } } }, complete: ['apps'] },
  { gatewayApi: { channel: 'experimental' }, implementation: { controllerName: 'io.cilium/gateway-controller' } },
];

const junk = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  1e21,
  true,
  '',
  'x',
  '*',
  '/a',
  '10.0.0.1',
  'yes',
  [],
  {},
  [null],
  [{}],
  { a: 1 },
  ['a'],
);

/** A place to change: at each depth the member with this number, at the end what to put there. */
const change = fc.record({ steps: fc.array(fc.nat(9), { maxLength: 8 }), put: junk, remove: fc.boolean() });

function changed(value: unknown, [step = 0, ...rest]: readonly number[], put: unknown, remove: boolean): unknown {
  if (typeof value !== 'object' || value === null) return put;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined || rest.length === 0) return put;
  const members = Object.entries(value).flatMap(([name, member]) => {
    if (name !== key) return [[name, member]];
    if (rest.length === 1 && remove) return [];
    return [[name, changed(member, rest, put, remove)]];
  });
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

const manifest = fc
  .record({ base: fc.constantFrom(...MANIFESTS), changes: fc.array(change, { maxLength: 2 }) })
  .map(({ base, changes }) =>
    changes.reduce((before, { steps, put, remove }) => {
      const after = changed(before, steps, put, remove);
      return isManifest(after) ? after : before;
    }, base),
  );

test('no manifest makes the rehearsal fail', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(manifest, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...PLATFORMS),
      (manifests, platform) => {
        const rehearsal = new Rehearsal(manifests, new Platform(platform));
        for (const { rule } of rehearsal.findings) seen.add(rule);
        expect(rehearsal.statuses.length).toBeLessThanOrEqual(rehearsal.objects.length);
        expect(rehearsal.loadBalancers.every(({ externalIP }) => externalIP !== '')).toBe(true);
        for (const scheme of ['http', 'https', 'tls', 'tcp']) {
          const outcome = rehearsal.send(
            { gateway: { namespace: 'apps', name: 'web', scheme }, host: 'a.example.com' },
            { explain: true },
          );
          expect(outcome.explain.length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 1_500 },
  );
  expect(seen.size).toBeGreaterThan(50);
});
