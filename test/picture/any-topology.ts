import fc from 'fast-check';
import type { GatewayTopology } from '../../src/picture/topology';

const text = fc.string({ unit: 'binary', maxLength: 40 });
/** Gateways with whatever names: any text that there is. */
export const topology: fc.Arbitrary<GatewayTopology> = fc.record({
  namespace: text,
  name: text,
  vip: text,
  worst: fc.constantFrom('error' as const, 'warning' as const),
  listeners: fc.array(
    fc.record({
      name: text,
      port: fc.nat(65_535),
      protocol: text,
      hostname: text,
      certificates: fc.array(text, { maxLength: 2 }),
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
      worst: fc.constant(undefined),
      backends: fc.array(
        fc.record({
          namespace: text,
          name: text,
          port: fc.nat(9),
          labels: fc.array(text, { maxLength: 3 }),
          granted: fc.boolean(),
        }),
        { maxLength: 4 },
      ),
      redirects: fc.array(text, { maxLength: 2 }),
    }),
    { maxLength: 30 },
  ),
});
