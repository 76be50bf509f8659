import { LOXILB_ANNOTATIONS, LOXILB_PREFIX } from '../../src';
import { isUntagged, loxilbAnnotation, missingAnnotation } from '../../src/platform/loxilb-annotations';

describe('the table of LoxiLB annotations', () => {
  test('has every key that kube-loxilb v0.9.8.4 reads', () => {
    const read = LOXILB_ANNOTATIONS.filter(({ untagged, until }) => !untagged && until === undefined);
    expect(read.map(({ key }) => key.slice(LOXILB_PREFIX.length)).sort()).toEqual([
      'egress',
      'epselect',
      'ipam',
      'lbmode',
      'liveness',
      'multus-nets',
      'nodelabel',
      'poolSelect',
      'poolSelectSecondary',
      'prefLocalPod',
      'probeport',
      'probereq',
      'proberesp',
      'proberetries',
      'probetimeout',
      'probetype',
      'secondaryIPs',
      'staticIP',
      'timeout',
      'useExternalEndpoint',
      'usepodnetwork',
      'useproxyprotov2',
      'zoneinstance',
      'zoneselect',
    ]);
  });

  test('has each key once, under the prefix', () => {
    const keys = LOXILB_ANNOTATIONS.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !key.startsWith(LOXILB_PREFIX))).toEqual([]);
  });

  test.each(LOXILB_ANNOTATIONS.map((annotation) => [annotation.key, annotation] as const))(
    'says of %s what applies without it',
    (_, { default: otherwise, value }) => {
      expect(otherwise).not.toBe('');
      if (value.type !== 'words') return;
      for (const tagged of value.tagged ?? []) expect(value.words).toContain(tagged);
      for (const refused of value.refused ?? []) expect(value.words).not.toContain(refused);
    },
  );

  test('is looked up by the exact key', () => {
    expect(loxilbAnnotation('loxilb.io/poolSelect')?.since).toBe('v0.9.7');
    expect(loxilbAnnotation('loxilb.io/poolselect')).toBeUndefined();
  });

  const versions: [string, string, string | undefined][] = [
    ['loxilb.io/lbmode', 'v0.9.5', undefined],
    ['loxilb.io/poolSelect', 'v0.9.6', 'kube-loxilb v0.9.7 and newer read it: set loxilb.kubeLoxilb of the platform'],
    ['loxilb.io/poolSelect', 'v0.9.7', undefined],
    ['loxilb.io/zoneinstance', 'v0.9.7', 'kube-loxilb v0.9.8 and newer'],
    ['loxilb.io/zoneinstance', 'v0.9.8.4', undefined],
    ['loxilb.io/num-secondary-networks', 'v0.9.6', undefined],
    [
      'loxilb.io/num-secondary-networks',
      'v0.9.8.4',
      'kube-loxilb read it up to v0.9.6; loxilb.io/poolSelectSecondary took its place.',
    ],
    ['loxilb.io/mtls-frontend-mode', 'v0.9.8.4', 'Builds after v0.9.8.4 read it.'],
    ['loxilb.io/mtls-frontend-mode', 'v0.9.8.5', undefined],
  ];
  test.each(versions)('knows whether %s is read by %s', (key, version, missing) => {
    const annotation = loxilbAnnotation(key);
    if (!annotation) throw new Error(`${key} is not in the table`);
    const found = missingAnnotation(annotation, version);
    if (missing === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(missing);
  });

  test('counts builds after v0.9.8.4 as untagged', () => {
    expect(['v0.9.8', 'v0.9.8.4', 'v0.9.8.5', '0.9.9'].map(isUntagged)).toEqual([false, false, true, true]);
  });
});
