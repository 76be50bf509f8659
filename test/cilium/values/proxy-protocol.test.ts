import { App, Chart } from 'cdk8s';
import { CiliumGatewayClass, CiliumValues, LoxiGateway, Platform, setPlatform } from '../../../src';
import { articlePlan } from './plans';

interface Made {
  readonly demanded: boolean;
  readonly sent?: boolean;
  /** @default the class of the app */
  readonly gatewayClass?: string;
  readonly loxilb?: boolean;
  /** Whether the gateway is of another cluster. */
  readonly elsewhere?: boolean;
}

function problemsOf({ demanded, sent, gatewayClass, loxilb, elsewhere = false }: Made): string[] {
  const app = new App();
  const chart = new Chart(app, 'platform');
  const gateways = new Chart(app, 'gateways', { namespace: 'apps' });
  if (elsewhere) setPlatform(gateways, new Platform());
  const values = new CiliumValues(chart, 'cilium', {
    addresses: articlePlan(),
    loxilb,
    values: { gatewayAPI: { enableProxyProtocol: demanded } },
  });
  new LoxiGateway(gateways, 'web', {
    gatewayClass: gatewayClass ?? new CiliumGatewayClass(chart, 'edge'),
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    loadBalancer: { mode: 'fullnat', ...(sent === undefined ? {} : { proxyProtocolV2: sent }) },
  });
  return values.node.validate();
}

describe('the PROXY protocol', () => {
  test.each<[string, Made]>([
    ['on both sides', { demanded: true, sent: true }],
    ['on neither', { demanded: false }],
    ['explicitly on neither', { demanded: false, sent: false }],
    ['on one side of another implementation', { demanded: true, gatewayClass: 'istio' }],
    ['on one side of another cluster', { demanded: true, elsewhere: true }],
    ['without LoxiLB', { demanded: true, loxilb: false }],
  ])('is fine %s', (_, made) => {
    expect(problemsOf(made)).toEqual([]);
  });

  test.each<[string, Made, string]>([
    [
      'demanded by Envoy and not sent by LoxiLB',
      { demanded: true },
      'values.gatewayAPI.enableProxyProtocol: true makes Envoy refuse what LoxiLB sends to Gateway web without the PROXY protocol. Set loadBalancer.proxyProtocolV2 of every gateway, or leave this out.',
    ],
    [
      'sent by LoxiLB and not read by Envoy',
      { demanded: false, sent: true },
      'values.gatewayAPI.enableProxyProtocol: false leaves Envoy without an eye for the PROXY protocol that LoxiLB sends to Gateway web. Turn it on, with loadBalancer.proxyProtocolV2 on every gateway, or take that from the gateway.',
    ],
    [
      'of the class that the chart makes',
      { demanded: true, gatewayClass: 'cilium' },
      'values.gatewayAPI.enableProxyProtocol: true makes Envoy refuse what LoxiLB sends to Gateway web without the PROXY protocol. Set loadBalancer.proxyProtocolV2 of every gateway, or leave this out.',
    ],
  ])('fails synthesis if it is %s', (_, made, message) => {
    expect(problemsOf(made)).toEqual([message]);
  });
});
