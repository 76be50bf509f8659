import { Platform, PlatformError, type PlatformProps } from '../../src';

describe('a Platform', () => {
  const tuples: [PlatformProps, string][] = [
    [{}, 'Cilium 1.20.0, Gateway API 1.6.1 standard, Kubernetes 1.36, kube-loxilb v0.9.8.4'],
    [
      { cilium: { version: 'v1.19.3' } },
      'Cilium 1.19.3, Gateway API 1.4.1 standard, Kubernetes 1.35, kube-loxilb v0.9.8.4',
    ],
    [
      { cilium: { version: '1.18.0' }, gatewayApi: { channel: 'experimental' } },
      'Cilium 1.18.0, Gateway API 1.2.0 experimental, Kubernetes 1.33, kube-loxilb v0.9.8.4',
    ],
    [
      { cilium: { version: '1.17.18' } },
      'Cilium 1.17.18, Gateway API 1.2.0 standard, Kubernetes 1.32, kube-loxilb v0.9.8.4',
    ],
    [
      { kubernetes: '1.32', cilium: { version: '1.17.1' }, gatewayApi: { version: 'v1.2.1' } },
      'Cilium 1.17.1, Gateway API 1.2.1 standard, Kubernetes 1.32, kube-loxilb v0.9.8.4',
    ],
    [
      { cilium: { version: '1.21.0-pre.0' }, loxilb: { kubeLoxilb: 'v0.9.7' } },
      'Cilium 1.21.0-pre.0, Gateway API 1.6.1 standard, Kubernetes 1.36, kube-loxilb v0.9.7',
    ],
  ];
  test.each(tuples)('of %j is %s', (props, expected) => {
    expect(String(new Platform(props))).toBe(expected);
  });

  const refused: [PlatformProps, string][] = [
    [{ cilium: { version: '1.16.5' } }, 'platform: cilium.version: Cilium 1.16.5 is too old. Use 1.17 or newer.'],
    [
      { gatewayApi: { version: '1.7.0' } },
      'platform: gatewayApi.version: Gateway API 1.7.0 is not known. Use one of 1.2.0, 1.2.1, 1.3.0, 1.4.0, 1.4.1, 1.5.0, 1.5.1, 1.6.0, 1.6.1.',
    ],
    [
      JSON.parse('{"gatewayApi":{"channel":"beta"}}'),
      'platform: gatewayApi.channel: "beta" is not a channel. Use "standard" or "experimental".',
    ],
    [
      JSON.parse('{"kubernetes":1.36}'),
      'platform: kubernetes: 1.36 is not a version. Write it as text, such as "1.20.0".',
    ],
    [{ cilium: { version: 'latest' } }, 'platform: cilium.version: "latest" is not a version'],
    [{ loxilb: { kubeLoxilb: 'latest' } }, 'platform: loxilb.kubeLoxilb: "latest" is not a version'],
  ];
  test.each(refused)('of %j is refused', (props, message) => {
    expect(() => new Platform(props)).toThrow(PlatformError);
    expect(() => new Platform(props)).toThrow(message);
  });

  test.each([
    ['1.17.18', undefined],
    ['1.18.0', 'v1.18.0'],
    ['1.18.12', 'v1.18.10'],
    ['1.19.5', 'v1.19.0'],
    ['1.19.6', 'v1.19.6'],
    ['1.20.1', 'v1.20.0'],
  ])('with Cilium %s has the class config of %s', (version, tag) => {
    const platform = new Platform({ cilium: { version } });
    expect(platform.gatewayClassConfigTag).toBe(tag);
    expect(platform.hasGatewayClassConfig).toBe(tag !== undefined);
  });

  test('by default is one and the same', () => {
    expect(Platform.default).toBe(Platform.default);
  });
});
