import { addressAt, sizeOf } from '../../../src/platform/ip-range';
import { handedOut } from '../../../src/rehearsal/loadbalancer/ip-pool';

/** First and last address, and how many. */
function shown(text: string): string {
  const range = handedOut(text);
  return range ? `${addressAt(range, 0n)} to ${addressAt(range, sizeOf(range) - 1n)}, ${sizeOf(range)}` : 'none';
}

// What the allocator was seen to give out of each form: pools of kube-loxilb, run with its own code.
test.each([
  ['10.0.0.0/24', '10.0.0.1 to 10.0.0.254, 254'],
  ['10.0.0.1/24', '10.0.0.1 to 10.0.0.254, 254'],
  ['192.168.80.200/24', '192.168.80.200 to 192.168.80.254, 55'],
  ['10.0.0.16/28', '10.0.0.16 to 10.0.0.31, 16'],
  ['10.0.0.17/28', '10.0.0.17 to 10.0.0.30, 14'],
  ['10.0.0.20/28', '10.0.0.20 to 10.0.0.30, 11'],
  ['10.0.0.1/25', '10.0.0.1 to 10.0.0.126, 126'],
  ['10.0.0.17/30', '10.0.0.17 to 10.0.0.18, 2'],
  ['10.0.0.16/31', '10.0.0.16 to 10.0.0.17, 2'],
  ['10.0.0.17/31', 'none'],
  ['10.0.0.5/32', '10.0.0.5 to 10.0.0.5, 1'],
  ['10.0.0.0/23', '10.0.0.0 to 10.0.0.254, 255'],
  ['10.0.0.5-10.0.0.20', '10.0.0.5 to 10.0.0.20, 16'],
  ['10.0.0.5-10.0.0.5', 'none'],
  ['10.0.0.5-10.0.2.20', '10.0.0.5 to 10.0.0.20, 16'],
  ['10.0.0.250-10.0.1.5', 'none'],
  ['10.0.0.20-10.0.0.5', 'none'],
  ['2001:db8::/120', 'none'],
  ['pool', 'none'],
])('kube-loxilb gives out of the pool %s: %s', (text, expected) => {
  expect(shown(text)).toBe(expected);
});
