import { Acknowledgements } from '../../src/cli/acknowledgements';
import { Platform, type PlatformEntry } from '../../src/platform';

const GATEWAY = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'web' } };

function accepting(rule: string, resource?: string): PlatformEntry {
  return { platform: Platform.default, acknowledge: [{ rule, reason: 'fine', ...(resource ? { resource } : {}) }] };
}

function warned(of: 'findings' | 'changes', ...entries: readonly PlatformEntry[]): readonly string[] {
  const acknowledgements = new Acknowledgements(of);
  for (const entry of entries) acknowledgements.meet(GATEWAY, entry);
  return acknowledgements.warnings.map((message) => message.replace(/\. .*/, ''));
}

describe('an acknowledgement that fits nothing', () => {
  const none = accepting('gateway/no-listener');

  test('of a change is told by diff alone', () => {
    expect(warned('findings', accepting('diff/vip-moved'))).toEqual([]);
    expect(warned('changes', accepting('diff/vip-moved'))).toEqual([
      'the acknowledgement of diff/vip-moved fits no change',
    ]);
  });

  test('of a finding is not told by diff', () => {
    expect(warned('changes', none)).toEqual([]);
    expect(warned('findings', none)).toEqual(['the acknowledgement of gateway/no-listener fits no finding']);
  });

  test('between clusters is told where there are two', () => {
    const fleet = accepting('fleet/vip-twice', 'Gateway web');
    expect(warned('findings', fleet)).toEqual([]);
    expect(warned('findings', fleet, none)).toEqual([
      'the acknowledgement of fleet/vip-twice for Gateway web fits no finding',
      'the acknowledgement of gateway/no-listener fits no finding',
    ]);
  });
});

test('an object without a namespace is in the default one', () => {
  const acknowledgements = new Acknowledgements('changes');
  const reasonOf = (resource: string, title: string): string | undefined =>
    acknowledgements.reasonFor('diff/vip-moved', title, accepting('diff/vip-moved', resource).acknowledge);
  expect(reasonOf('Gateway web', 'Gateway default/web')).toBe('fine');
  expect(reasonOf('Gateway default/web', 'Gateway web')).toBe('fine');
  expect(reasonOf('Gateway web', 'Gateway shop/web')).toBeUndefined();
});
