import fc from 'fast-check';
import type { GatewayTopology } from '../../src/picture/topology';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const marks = fc.array(fc.record({ rule: text, severity: fc.constantFrom('error' as const, 'warning' as const) }), {
  maxLength: 3,
});
const granted = { crosses: fc.boolean(), grant: fc.option(text, { nil: undefined }) };
/** Gateways with whatever names: any text that there is. */
export const topology: fc.Arbitrary<GatewayTopology> = fc.record({
  cluster: fc.option(text, { nil: undefined }),
  namespace: text,
  name: text,
  standing: fc.constantFrom('played' as const, 'foreign' as const, 'absent' as const),
  vip: text,
  asksForVip: fc.boolean(),
  marks,
  listenersFrom: text,
  listeners: fc.array(
    fc.record({
      name: text,
      port: fc.nat(65_535),
      protocol: text,
      hostname: text,
      certificates: fc.array(fc.record({ namespace: text, name: text, ...granted }), { maxLength: 2 }),
      routesFrom: text,
      marks,
    }),
    { maxLength: 40 },
  ),
  routes: fc.array(
    fc.record({
      kind: text,
      namespace: text,
      name: text,
      hostnames: fc.array(text, { maxLength: 5 }),
      listeners: fc.array(text, { maxLength: 2 }),
      refusals: fc.array(text, { maxLength: 2 }),
      marks,
      splits: fc.array(text, { maxLength: 3 }),
      backends: fc.array(
        fc.record({
          kind: text,
          namespace: text,
          name: text,
          port: fc.nat(9),
          labels: fc.array(text, { maxLength: 3 }),
          details: fc.array(text, { maxLength: 3 }),
          marks,
          ...granted,
        }),
        { maxLength: 4 },
      ),
      redirects: fc.array(fc.record({ target: text, labels: fc.array(text, { maxLength: 3 }) }), { maxLength: 2 }),
    }),
    { maxLength: 30 },
  ),
});
