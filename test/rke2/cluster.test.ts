import { App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import {
  CiliumHelmChartConfig,
  CiliumValues,
  Host,
  HostPreparation,
  Platform,
  type PlatformProps,
  Rke2Agent,
  Rke2Server,
  setPlatform,
} from '../../src';
import { ARTICLE } from '../constructs';
import { addresses, configOf, textOf } from './nodes';

const TAINTS = ['CriticalAddonsOnly=true:NoExecute'];

/** A server and an agent, with values of Cilium, from one plan. */
function cluster(platform: PlatformProps, version: string, cni: 'cilium' | 'none') {
  const app = new App();
  setPlatform(app, new Platform(platform));
  const chart = new Chart(app, 'cilium', { namespace: 'kube-system' });
  const plan = addresses();
  const values = new CiliumValues(chart, 'values', {
    chart: cni === 'cilium' ? 'rke2-cilium' : 'cilium',
    addresses: plan,
    serverTaints: TAINTS,
  });
  const [master, worker] = [new Host(app, 'kuber-master-1'), new Host(app, 'kuber-worker-1')];
  for (const host of [master, worker]) new HostPreparation(host, 'preparation', { host });
  const common = { version, addresses: plan };
  new Rke2Server(master, 'rke2', { ...common, host: master, cni, nodeTaints: TAINTS, ciliumValues: values });
  new Rke2Agent(worker, 'rke2', { ...common, host: worker });
  return { chart, values, master, worker };
}

describe('a cluster from one plan', () => {
  test("can be the article's, with Cilium installed after RKE2", () => {
    const { values, master } = cluster(ARTICLE, 'v1.32.1+rke2r1', 'none');
    values.addTo(master);
    const { k8sServiceHost }: Record<string, unknown> = parse(textOf(master, '/etc/cilium/values.yaml'));
    expect(configOf(master)['tls-san']).toContain(k8sServiceHost);
  });

  test('can have the Cilium of RKE2, with its values there before the first start', () => {
    const platform = { kubernetes: '1.36', cilium: { version: '1.19.6' }, gatewayApi: { version: '1.4.1' } };
    const { chart, values, master, worker } = cluster(platform, 'v1.36.3+rke2r1', 'cilium');
    new CiliumHelmChartConfig(chart, 'config', { values }).addTo(master);
    expect(master.files.map(({ path }) => path)).toContain(
      '/var/lib/rancher/rke2/server/manifests/rke2-cilium-config.yaml',
    );
    expect(configOf(master)).toMatchObject({ cni: 'cilium', 'disable-kube-proxy': true, 'ingress-controller': 'none' });
    expect(configOf(worker)).toMatchObject({ server: 'https://192.168.100.100:9345' });
  });

  test('can be of the newest platform', () => {
    const { master } = cluster({}, 'v1.36.3+rke2r1', 'none');
    expect(configOf(master)).toMatchObject({ cni: 'none', 'node-taint': TAINTS });
  });

  test('is the same text twice', () => {
    const files = () => cluster(ARTICLE, 'v1.32.1+rke2r1', 'none').master.files;
    expect(files()).toEqual(files());
  });

  test.each([
    ['pods and Services', { serviceCidr: '10.100.128.0/17', clusterDns: undefined }, /overlaps/],
    ['pods and nodes', { podCidr: '192.168.0.0/16' }, /overlaps/],
    ['DNS outside of Services', { clusterDns: '10.43.0.10' }, /is no address in serviceCidr/],
  ])('has no plan with an overlap of %s', (_, changed, message) => {
    expect(() => addresses(changed)).toThrow(message);
  });
});
