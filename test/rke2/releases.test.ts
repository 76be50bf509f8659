import {
  alwaysBringsGatewayApi,
  bundledCilium,
  hasIngressController,
  parseRke2Version,
  rke2ReleasesWith,
  traefikBringsGatewayApi15,
} from '../../src/platform/rke2-releases';

function release(version: string) {
  const parsed = parseRke2Version(version);
  if (!parsed) throw new Error(`${version} is no release`);
  return parsed;
}

describe('a release of RKE2', () => {
  test('is read from its tag', () => {
    expect(parseRke2Version('v1.32.1+rke2r1')).toEqual({ kubernetes: '1.32', patch: 1, build: 1 });
  });

  test.each(['1.32.1', 'v1.32.1', 'v1.32+rke2r1', 'v1.32.1+k3s1', '1.32.1+rke2r1', ''])('is not %j', (version) => {
    expect(parseRke2Version(version)).toBeUndefined();
  });

  test.each<[string, readonly string[]]>([
    [
      'v1.32',
      '1.16.4 1.16.5 1.17.0 1.17.1 1.17.3 1.17.3 1.17.4 1.17.6 1.18.0 1.18.1 1.18.3 1.18.4 1.19.0 1.19.1'.split(' '),
    ],
    [
      'v1.33',
      '1.17.3 1.17.3 1.17.4 1.17.6 1.18.0 1.18.1 1.18.3 1.18.4 1.19.0 1.19.1 1.19.1 1.19.3 1.19.3 1.19.4'.split(' '),
    ],
    ['v1.34', '- 1.18.1 1.18.3 1.18.4 1.19.0 1.19.1 1.19.1 1.19.3 1.19.3 1.19.4 1.19.6'.split(' ')],
    ['v1.35', '1.18.4 1.19.0 1.19.1 1.19.1 1.19.3 1.19.3 1.19.4 1.19.6'.split(' ')],
    ['v1.36', '1.19.3 1.19.3 1.19.4 1.19.6'.split(' ')],
  ])('of %s brings the Cilium of its patch, and after that it is not known', (minor, byPatch) => {
    const found = byPatch.map((_, patch) => bundledCilium(release(`${minor}.${patch}+rke2r1`)) ?? '-');
    expect(found).toEqual(byPatch);
    expect(bundledCilium(release(`${minor}.${byPatch.length}+rke2r1`))).toBeUndefined();
  });

  test('may bring another Cilium in its second build', () => {
    expect(bundledCilium(release('v1.33.13+rke2r2'))).toBe('1.19.6');
    expect(bundledCilium(release('v1.31.5+rke2r1'))).toBeUndefined();
  });

  test('is found by its Cilium', () => {
    expect(rke2ReleasesWith('1.18.0')).toEqual(['v1.32.8', 'v1.33.4']);
    expect(rke2ReleasesWith('1.20.0')).toEqual([]);
  });

  test.each<[string, boolean]>([
    ['v1.32.13+rke2r1', false],
    ['v1.33.12+rke2r1', false],
    ['v1.33.13+rke2r1', true],
    ['v1.34.8+rke2r1', false],
    ['v1.34.9+rke2r1', true],
    ['v1.35.5+rke2r1', false],
    ['v1.35.6+rke2r1', true],
    ['v1.36.1+rke2r1', false],
    ['v1.36.2+rke2r1', true],
    ['v1.37.0+rke2r1', true],
  ])('%s: CRDs of Gateway API 1.5 with Traefik: %s', (version, brings) => {
    expect(traefikBringsGatewayApi15(release(version))).toBe(brings);
  });

  test('brings CRDs of the Gateway API in any case from v1.37, and has ingress-controller from v1.32.1', () => {
    expect(alwaysBringsGatewayApi(release('v1.36.3+rke2r1'))).toBe(false);
    expect(alwaysBringsGatewayApi(release('v1.37.0+rke2r1'))).toBe(true);
    expect(hasIngressController(release('v1.32.0+rke2r1'))).toBe(false);
    expect(hasIngressController(release('v1.32.1+rke2r1'))).toBe(true);
  });
});
