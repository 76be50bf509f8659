import type { Construct } from 'constructs';
import { type ListenerProps, LoxiGateway, type LoxiGatewayProps, type LoxilbServiceOptions } from '../../src';
import { ARTICLE, manifestOf, refusalOf } from '../constructs';

const HTTP: ListenerProps = { name: 'http', protocol: 'HTTP', port: 80 };
const UDP: ListenerProps = { name: 'dns', protocol: 'UDP', port: 53 };

const gatewayWith =
  (props: Partial<LoxiGatewayProps>) =>
  (chart: Construct): LoxiGateway =>
    new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners: [HTTP], ...props });

const annotated = (annotations: Record<string, string>): Partial<LoxiGatewayProps> => ({
  infrastructure: { annotations },
});

describe('what Cilium makes for a gateway', () => {
  test('gets the labels and annotations that are given, beside those of LoxiLB', () => {
    const { spec } = manifestOf(
      gatewayWith({
        loadBalancer: { timeout: 60 },
        infrastructure: { labels: { team: 'web' }, annotations: { 'example.com/a': 'b', 'loxilb.io/egress': 'no' } },
      }),
    );
    expect(spec.infrastructure).toEqual({
      labels: { team: 'web' },
      annotations: { 'loxilb.io/timeout': '60', 'loxilb.io/egress': 'no', 'example.com/a': 'b' },
    });
  });

  test('gets nothing for empty props', () => {
    const { spec } = manifestOf(gatewayWith({ loadBalancer: {}, infrastructure: { labels: {}, annotations: {} } }));
    expect(spec).not.toHaveProperty('infrastructure');
  });

  const refused: [string, Partial<LoxiGatewayProps>, string, string][] = [
    [
      'annotations of LoxiLB in metadata',
      { annotations: { 'loxilb.io/lbmode': 'onearm' } },
      'annotations[loxilb.io/lbmode]',
      '"onearm" stands in metadata, from where it does not reach the Service. Use loadBalancer, or infrastructure.annotations.',
    ],
    [
      'a misspelt annotation',
      annotated({ 'loxilb.io/lbMode': 'onearm' }),
      'infrastructure.annotations[loxilb.io/lbMode]',
      'that no version of kube-loxilb reads. Did you mean "loxilb.io/lbmode"?',
    ],
    [
      'a value that kube-loxilb ignores',
      annotated({ 'loxilb.io/liveness': 'true' }),
      'infrastructure.annotations[loxilb.io/liveness]',
      '"true" is a value that kube-loxilb ignores without a word. Use one of "yes", "no".',
    ],
    [
      'a boolean for a text',
      JSON.parse('{"infrastructure":{"annotations":{"loxilb.io/liveness":true}}}'),
      'infrastructure.annotations[loxilb.io/liveness]',
      'true is not a text. Annotation values are texts: write numbers and booleans in quotes.',
    ],
    [
      'the pod network by annotation',
      annotated({ 'loxilb.io/usepodnetwork': 'yes' }),
      'infrastructure.annotations[loxilb.io/usepodnetwork]',
      "cannot be used on a gateway: Cilium's Service for a gateway has a dummy endpoint in place of pods",
    ],
    [
      'networks of Multus by annotation',
      annotated({ 'loxilb.io/multus-nets': 'a' }),
      'infrastructure.annotations[loxilb.io/multus-nets]',
      'has no pods whose networks could be looked at',
    ],
    [
      'one annotation twice',
      { loadBalancer: { timeout: 1 }, ...annotated({ 'loxilb.io/timeout': '2' }) },
      'infrastructure.annotations[loxilb.io/timeout]',
      '"2" is given by loadBalancer as well. Leave one of the two out.',
    ],
    [
      'the class by annotation, where a config names it',
      annotated({ 'loxilb.io/loadBalancerClass': 'loxilb.io/loxilb' }),
      'infrastructure.annotations[loxilb.io/loadBalancerClass]',
      'is read by nothing: with Cilium 1.20.0 a CiliumGatewayClassConfig names the class',
    ],
    [
      'a key with an upper-case prefix',
      annotated({ 'Example.com/a': 'b' }),
      'infrastructure.annotations[Example.com/a]',
      '"Example.com/a" has upper-case letters before the slash. Write "example.com/…".',
    ],
    ['a key that is none', annotated({ 'a/b/c': 'd' }), 'infrastructure.annotations[a/b/c]', 'is not a qualified name'],
    [
      'a label that is none',
      { infrastructure: { labels: { a: 'b c' } } },
      'infrastructure.labels.a',
      '"b c" is not a label value',
    ],
    [
      'nine labels',
      { infrastructure: { labels: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`l${i}`, 'x'])) } },
      'infrastructure.labels',
      'must have at most 8 items',
    ],
    [
      'parameters',
      JSON.parse('{"infrastructure":{"parametersRef":{"group":"a","kind":"B","name":"c"}}}'),
      'infrastructure.parametersRef',
      'cannot be used with Cilium. Leave it out: Cilium takes parameters of a class only.',
    ],
  ];
  test.each(refused)('does not get %s', (_, props, field, message) => {
    const error = refusalOf(gatewayWith(props));
    expect([error.constructPath, error.field]).toEqual(['chart/web', field]);
    expect(error.message).toContain(message);
  });

  test('gets an annotation whose key is a word of JavaScript', () => {
    const annotations = { constructor: 'a', toString: 'b' };
    const { spec } = manifestOf(gatewayWith({ loadBalancer: { timeout: 1 }, infrastructure: { annotations } }));
    expect(spec.infrastructure.annotations).toEqual({ ...annotations, 'loxilb.io/timeout': '1' });
  });
});

describe('the number of annotations', () => {
  const many = (count: number): Partial<LoxiGatewayProps> =>
    annotated(Object.fromEntries(Array.from({ length: count }, (_, i) => [`example.com/a${i}`, 'x'])));

  test.each([
    ['1.2.0', 8],
    ['1.5.1', 8],
    ['1.6.0', 16],
    ['1.6.1', 16],
  ])('is with Gateway API %s at most %i', (version, most) => {
    const platform = { gatewayApi: { version } };
    expect(() => manifestOf(gatewayWith(many(most)), platform)).not.toThrow();
    const error = refusalOf(gatewayWith(many(most + 1)), platform);
    expect(error.field).toBe('infrastructure.annotations');
    expect(error.message).toContain(
      `${most + 1} annotations are more than the ${most} that Gateway API ${version} standard takes`,
    );
  });

  test('counts the one that names the class, before Cilium 1.18', () => {
    expect(() => manifestOf(gatewayWith(many(7)), ARTICLE)).not.toThrow();
    expect(refusalOf(gatewayWith(many(8)), ARTICLE).message).toContain(
      '9 annotations are more than the 8 that Gateway API 1.2.0 standard takes. Leave out those that only repeat a default of kube-loxilb. One is loxilb.io/loadBalancerClass, which Cilium 1.17.1 needs.',
    );
  });

  test('counts those of LoxiLB', () => {
    const loadBalancer: LoxilbServiceOptions = {
      mode: 'fullnat',
      liveness: true,
      probe: { type: 'tcp', port: 80, timeout: 1, retries: 1 },
      timeout: 1,
      pool: 'a',
      zone: 'b',
    };
    expect(refusalOf(gatewayWith({ loadBalancer }), { gatewayApi: { version: '1.5.1' } }).message).toContain(
      '9 annotations are more than the 8',
    );
    expect(() => manifestOf(gatewayWith({ loadBalancer }))).not.toThrow();
  });
});

describe('LoxiLB for a gateway', () => {
  const refused: [LoxilbServiceOptions, ListenerProps[], string, string][] = [
    [{ mode: 'dsr' }, [HTTP], 'mode', '"dsr" needs the same port on LoxiLB and node, and a gateway is reached through'],
    [{ mode: 'dsr', endpointSelection: 'hash', podNetwork: true }, [HTTP], 'mode', 'is reached through a node port'],
    [{ podNetwork: true }, [HTTP], 'podNetwork', "true cannot be used on a gateway: Cilium's Service"],
    [{ externalEndpoint: true }, [HTTP], 'externalEndpoint', 'has a dummy endpoint in place of pods'],
    [{ multusNetworks: ['a'] }, [HTTP], 'multusNetworks', 'has no pods whose networks could be looked at'],
    [{ preferLocalPod: true }, [HTTP], 'preferLocalPod', 'for LoxiLB inside of the cluster, which cannot run beside'],
    [{ secondaryIPs: ['10.0.0.1'] }, [HTTP], 'secondaryIPs', 'for SCTP only, and a gateway has no SCTP listeners'],
    [{ secondaryPools: ['a'] }, [HTTP], 'secondaryPools', 'for SCTP only, and a gateway has no SCTP listeners'],
    [
      { proxyProtocolV2: true },
      [HTTP, UDP],
      'proxyProtocolV2',
      'true is for TCP, and listener "dns" is UDP: LoxiLB refuses the rule. Put UDP listeners into a gateway of their own.',
    ],
    [
      { endpointSelection: 'n3' },
      [UDP, HTTP],
      'endpointSelection',
      '"n3" is for UDP, and listener "http" is HTTP: LoxiLB refuses the rule',
    ],
    [{ timeout: 86401 }, [HTTP], 'timeout', '86401 is not a whole number from 0 to 86400'],
    [JSON.parse('{"mode":"one-arm"}'), [HTTP], 'mode', '"one-arm" is not a LoxiLB mode.'],
  ];
  test.each(refused)('cannot be %j', (loadBalancer, listeners, option, message) => {
    const error = refusalOf(gatewayWith({ loadBalancer, listeners }));
    expect([error.constructPath, error.field]).toEqual(['chart/web', `loadBalancer.${option}`]);
    expect(error.message).toContain(message);
  });

  test.each<[LoxilbServiceOptions, ListenerProps[], Record<string, string>]>([
    [{ podNetwork: false }, [HTTP], { 'loxilb.io/usepodnetwork': 'no' }],
    [{ preferLocalPod: false }, [HTTP], { 'loxilb.io/prefLocalPod': 'no' }],
    [{ proxyProtocolV2: true }, [HTTP], { 'loxilb.io/useproxyprotov2': 'yes' }],
    [{ proxyProtocolV2: false }, [UDP], { 'loxilb.io/useproxyprotov2': 'no' }],
    [{ endpointSelection: 'n3' }, [UDP], { 'loxilb.io/epselect': 'n3' }],
  ])('can be %j', (loadBalancer, listeners, expected) => {
    expect(manifestOf(gatewayWith({ loadBalancer, listeners })).spec.infrastructure.annotations).toEqual(expected);
  });
});
