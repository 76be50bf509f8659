import { isFor } from '../../src/rehearsal/acknowledgement';
import { gateway, kubeLoxilb, POOL } from './rules/documents';
import { play } from './rules/example';

const URL = '--loxiURL=http://192.168.57.7:11111';

/** A kube-loxilb without TLS, with a text of acknowledgements. */
function accepting(text: string): string {
  const annotation = `annotations: { cdk8s-loxi-gateway/acknowledge: ${JSON.stringify(text)} }`;
  return kubeLoxilb([POOL, URL]).replace('namespace: kube-system', `namespace: kube-system, ${annotation}`);
}

const rulesOf = (text: string): string[] => play(text).findings.map(({ rule }) => rule);

describe('an object', () => {
  test('accepts a finding by an annotation with the rule and the reason', () => {
    const { findings, acknowledged } = play(accepting('kube-loxilb/plain-url: the network is closed'));
    expect(findings).toEqual([]);
    expect(acknowledged.map(({ finding, reason }) => [finding.rule, reason])).toEqual([
      ['kube-loxilb/plain-url', 'the network is closed'],
    ]);
  });

  test('accepts several, a line each', () => {
    const text = 'kube-loxilb/plain-url: closed\n\nkube-loxilb/memory: small\n';
    const small = accepting(text).replace('args:', 'resources: { limits: { memory: 50Mi } }, args:');
    expect(rulesOf(small)).toEqual([]);
  });

  test('accepts nothing of other objects', () => {
    const other = gateway('web').replace(
      'namespace: apps',
      'namespace: apps, annotations: { cdk8s-loxi-gateway/acknowledge: "kube-loxilb/plain-url: closed" }',
    );
    expect(rulesOf(kubeLoxilb([POOL, URL]) + other)).toEqual(['acknowledgement/unused', 'kube-loxilb/plain-url']);
  });

  test.each([
    ['that has no reason', 'kube-loxilb/plain-url', /is accepted without a reason, so it is not/],
    ['that has an empty reason', 'kube-loxilb/plain-url: ', /is accepted without a reason, so it is not/],
    [
      'that is no rule',
      'kube-loxilb/plain-ulr: closed',
      /"kube-loxilb\/plain-ulr" is no rule. Did you mean kube-loxilb\/plain-url\?/,
    ],
  ])('does not accept a finding by a line %s, and is told so', (_, text, says) => {
    const { findings } = play(accepting(text));
    expect(findings.map(({ rule }) => rule).sort()).toEqual(['acknowledgement/unused', 'kube-loxilb/plain-url']);
    const [unused] = findings.filter(({ rule }) => rule === 'acknowledgement/unused');
    expect(`${unused?.message}. ${unused?.cure}`).toMatch(says);
    expect(unused?.path).toBe('metadata.annotations[cdk8s-loxi-gateway/acknowledge]');
  });

  test('is told of a line that accepts nothing', () => {
    const { findings } = play(accepting('kube-loxilb/plain-url: closed\nkube-loxilb/memory: small'));
    expect(findings.map(({ message }) => message)).toEqual(['kube-loxilb/memory fits no finding of this object']);
  });

  test.each(['diff/vip-moved', 'fleet/vip-twice'])(
    'is not told of %s, which is found between two clusters or states',
    (id) => {
      expect(rulesOf(accepting(`kube-loxilb/plain-url: closed\n${id}: on Sunday`))).toEqual([]);
    },
  );
});

test.each([
  ['Gateway default/web', 'Gateway default/web', true],
  ['Gateway web', 'Gateway default/web', true],
  ['Gateway default/web', 'Gateway web', true],
  ['GatewayClass loxilb', 'GatewayClass loxilb', true],
  ['Gateway web', 'Gateway shop/web', false],
  ['Gateway shop/web', 'HTTPRoute shop/web', false],
  [undefined, 'Gateway shop/web', true],
])('an acknowledgement for %s is for %s: %s', (resource, title, expected) => {
  const acknowledgement = { rule: 'diff/vip-moved', reason: 'fine', ...(resource === undefined ? {} : { resource }) };
  expect(isFor(acknowledgement, 'diff/vip-moved', title)).toBe(expected);
  expect(isFor(acknowledgement, 'diff/vip-gone', title)).toBe(false);
});
