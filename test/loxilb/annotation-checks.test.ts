import { Platform, type PlatformProps } from '../../src';
import { checkLoxilbAnnotations } from '../../src/loxilb/annotation-checks';
import { Field } from '../../src/resource/field';
import { ARTICLE, chartOn, refusalOf } from '../constructs';

const check = (annotations: Record<string, string>, platform: PlatformProps = {}) =>
  checkLoxilbAnnotations(Field.of(chartOn()).at('annotations'), annotations, new Platform(platform));

describe('annotations written by hand', () => {
  test('are left alone where they are not for LoxiLB', () => {
    expect(() => check({ 'example.com/loxilb.io': 'x', 'loxilb-io/lbmode': 'x', lbmode: 'x' })).not.toThrow();
  });

  test.each([
    ['lbmode', 'hostonearm'],
    ['liveness', 'no'],
    ['probetype', 'ping'],
    ['probeport', '65535'],
    ['probereq', 'GET /'],
    ['epselect', 'roundrobin'],
    ['epselect', 'n3'],
    ['timeout', '0'],
    ['ipam', 'nat64'],
    ['poolSelect', 'Edge'],
    ['poolSelectSecondary', 'a,b'],
    ['secondaryIPs', '10.0.0.1,10.0.0.2,10.0.0.3'],
    ['staticIP', '0.0.0.0'],
    ['staticIP', '2001:db8::1'],
    ['zoneinstance', 'llb-inst10'],
    ['nodelabel', 'node-role.kubernetes.io/edge'],
    ['usepodnetwork', 'yes'],
    ['multus-nets', 'a,ns/b'],
  ])('pass: loxilb.io/%s %s', (name, value) => {
    expect(() => check({ [`loxilb.io/${name}`]: value })).not.toThrow();
  });

  const refused: [string, string, string, PlatformProps?][] = [
    ['loxilb.io/lbMode', 'onearm', 'no version of kube-loxilb reads. Did you mean "loxilb.io/lbmode"?'],
    ['LoxiLB.io/lbmode', 'onearm', 'no version of kube-loxilb reads. Did you mean "loxilb.io/lbmode"?'],
    ['loxilb.io/pool', 'a', 'no version of kube-loxilb reads. Leave it out, and use loadBalancer.'],
    ['loxilb.io/vip', '10.0.0.1', 'no version of kube-loxilb reads. Use loxilb.io/staticIP.'],
    ['loxilb.io/toString', 'x', 'no version of kube-loxilb reads'],
    ['loxilb.io/lbmode', 'one-arm', 'a value that kube-loxilb ignores without a word. Use one of "default"'],
    ['loxilb.io/lbmode', 'Onearm', 'Did you mean "onearm"?'],
    ['loxilb.io/lbmode', ' onearm', 'a value that kube-loxilb ignores without a word'],
    [
      'loxilb.io/liveness',
      'true',
      '"true" is a value that kube-loxilb ignores without a word. Use one of "yes", "no".',
    ],
    ['loxilb.io/probetype', 'http', 'is a value that LoxiLB refuses, as kube-loxilb v0.9.8.4 passes it on'],
    ['loxilb.io/probetype', 'sctp', 'a value that kube-loxilb ignores'],
    ['loxilb.io/epselect', 'n2det', 'a value that kube-loxilb ignores'],
    ['loxilb.io/epselect', 'n3', 'is a value that LoxiLB refuses', { loxilb: { kubeLoxilb: 'v0.9.9' } }],
    ['loxilb.io/timeout', '30s', 'is not a whole number from 0 to 86400. Write digits alone, in quotes, in seconds.'],
    ['loxilb.io/timeout', '-1', 'is not a whole number from 0 to 86400'],
    ['loxilb.io/probeport', '0', 'is not a whole number from 1 to 65535'],
    ['loxilb.io/proberetries', '101', 'is not a whole number from 0 to 100'],
    ['loxilb.io/staticIP', '10.0.0.1/32', 'is no IP address'],
    ['loxilb.io/secondaryIPs', '10.0.0.1, 10.0.0.2', 'a list of addresses that kube-loxilb drops as a whole'],
    ['loxilb.io/secondaryIPs', '10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4', 'drops as a whole. Write at most 3'],
    ['loxilb.io/poolSelectSecondary', 'a, b', 'is no list of names'],
    ['loxilb.io/poolSelect', 'edge ', 'has blanks around it'],
    ['loxilb.io/zoneinstance', 'inst0', 'is no name of an instance'],
    ['loxilb.io/nodelabel', 'edge=yes', 'kube-loxilb asks for the key alone. Write "edge".'],
    ['loxilb.io/poolSelect', 'a', 'kube-loxilb v0.9.7 and newer read it', { loxilb: { kubeLoxilb: 'v0.9.6' } }],
    ['loxilb.io/num-secondary-networks', '2', 'up to v0.9.6; loxilb.io/poolSelectSecondary took its place'],
    ['loxilb.io/mtls-backend-verify', 'true', 'kube-loxilb v0.9.8.4 does not read. Builds after v0.9.8.4 read it.'],
    [
      'loxilb.io/mtls-backend-verify',
      'true',
      'has no effect on the open-source LoxiLB',
      { loxilb: { kubeLoxilb: 'v0.9.9' } },
    ],
    [
      'loxilb.io/loadBalancerClass',
      'loxilb.io/loxilb',
      'is read by nothing: with Cilium 1.20.0 a CiliumGatewayClassConfig names the class',
    ],
    ['loxilb.io/loadBalancerClass', 'loxilb', 'is no class of kube-loxilb. Write "loxilb.io/loxilb"', ARTICLE],
  ];
  test.each(refused)('are refused: %s %s, because it %s', (key, value, message, platform = {}) => {
    const error = refusalOf((chart) =>
      checkLoxilbAnnotations(Field.of(chart).at('annotations'), { [key]: value }, new Platform(platform)),
    );
    expect([error.constructPath, error.field, error.value]).toEqual(['chart', `annotations[${key}]`, value]);
    expect(error.message).toContain(message);
  });

  test('may name the class where Cilium cannot', () => {
    expect(() => check({ 'loxilb.io/loadBalancerClass': 'loxilb.io/loxilb' }, ARTICLE)).not.toThrow();
  });
});
