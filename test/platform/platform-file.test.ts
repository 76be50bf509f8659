import { platformFileOf } from '../../src';

describe('a platform file', () => {
  test('says what is complete, which flags kube-loxilb has, and what is known of nodes, values and RKE2', () => {
    const {
      platforms: [entry],
    } = platformFileOf(
      {
        complete: ['shop'],
        loxilb: { args: { '--cidrPools': 'defaultPool=10.0.0.5/32', setLBMode: 2 }, nodes: ['10.0.9.11', '10.0.9.12'] },
        cilium: { values: { gatewayAPI: { enabled: true } } },
        rke2: { version: 'v1.36.1+rke2r1', config: { cni: 'cilium' } },
      },
      'loxigw.yaml',
    );
    const { settings } = entry?.platform ?? {};
    expect(entry?.platform.isComplete('shop')).toBe(true);
    expect(entry?.platform.isComplete('blog')).toBe(false);
    expect(entry?.platform.isComplete()).toBe(false);
    expect(settings).toMatchObject({
      kubeLoxilbArgs: { cidrPools: 'defaultPool=10.0.0.5/32', setLBMode: 2 },
      nodes: ['10.0.9.11', '10.0.9.12'],
      nodeCount: 2,
      ciliumValues: { gatewayAPI: { enabled: true } },
      rke2Config: { cni: 'cilium' },
    });
  });

  test('knows a number of nodes, and that everything is complete', () => {
    const {
      platforms: [entry],
    } = platformFileOf({ complete: ['*'], loxilb: { nodes: 3 } }, 'loxigw.yaml');
    expect(entry?.platform.isComplete()).toBe(true);
    expect(entry?.platform.settings).toMatchObject({ nodes: undefined, nodeCount: 3 });
  });

  test.each<[string, object, RegExp]>([
    ['complete is no list', { complete: 'shop' }, /complete: is no list of texts/],
    [
      'a flag is a list',
      { loxilb: { args: { cidrPools: ['a'] } } },
      /loxilb.args.cidrPools: is no text, number or switch/,
    ],
    ['arguments are a list', { loxilb: { args: ['--setLBMode=2'] } }, /loxilb.args: is no map of keys/],
    ['nodes are less than none', { loxilb: { nodes: -1 } }, /loxilb.nodes: is neither a number nor a list/],
    ['values are a text', { cilium: { values: 'a: b' } }, /cilium.values: is no map of keys/],
    ['the configuration of RKE2 is a list', { rke2: { config: [] } }, /rke2.config: is no map of keys/],
  ])('is refused where %s', (_, content, message) => {
    expect(() => platformFileOf(content, 'loxigw.yaml')).toThrow(message);
    expect(() => platformFileOf({ platforms: [content] }, 'loxigw.yaml')).toThrow(/^loxigw.yaml: platforms\[0\]\./);
  });
});
