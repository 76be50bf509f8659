import { App, Chart, Testing } from 'cdk8s';
import {
  type CiliumChartValues,
  CiliumHelmChartConfig,
  CiliumValues,
  type CiliumValuesProps,
  Host,
  Platform,
  type PlatformProps,
  setPlatform,
} from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import { ARTICLE, chartOn, manifestOf, manifestsOf, refusalOf } from '../../constructs';
import { articlePlan } from './plans';

function configOf(platform: PlatformProps, props: CiliumValuesProps = {}) {
  return manifestOf((chart) => {
    const values = new CiliumValues(chart, 'values', { chart: 'rke2-cilium', addresses: articlePlan(), ...props });
    new CiliumHelmChartConfig(chart, 'config', { values });
  }, platform);
}

const VALUES: CiliumChartValues = {
  k8sServiceHost: 'localhost',
  envoy: { enabled: true },
  hubble: { enabled: true, relay: { enabled: true }, ui: { enabled: true } },
};

const CONTENT = `defaultLBServiceIPAM: none
envoy:
  enabled: true
gatewayAPI:
  enabled: true
  gatewayClass:
    create: "false"
hubble:
  enabled: true
  relay:
    enabled: true
  ui:
    enabled: true
k8sServiceHost: localhost
k8sServicePort: "6443"
kubeProxyReplacement: "true"
operator:
  rollOutPods: true
rollOutCiliumPods: true
`;

describe('a CiliumHelmChartConfig', () => {
  test.each<[string, PlatformProps]>([
    ['the newest platform', {}],
    ["the article's", ARTICLE],
  ])('has the name by which RKE2 finds it, and is admitted on %s', (_, platform) => {
    const config = configOf(platform, { values: VALUES });
    expect(config).toEqual({
      apiVersion: 'helm.cattle.io/v1',
      kind: 'HelmChartConfig',
      metadata: {
        name: 'rke2-cilium',
        namespace: 'kube-system',
        annotations: { 'argocd.argoproj.io/sync-wave': '-5' },
      },
      spec: { failurePolicy: 'abort', valuesContent: CONTENT },
    });
    expect(admit([config], new Platform(platform))).toEqual([]);
  });

  test('comes to a server as a file, with the same text', () => {
    const chart = chartOn();
    const host = new Host(chart, 'server-1');
    const values = new CiliumValues(chart, 'values', {
      chart: 'rke2-cilium',
      addresses: articlePlan(),
      values: VALUES,
    });
    new CiliumHelmChartConfig(chart, 'config', { values, failurePolicy: 'retry' }).addTo(host);
    expect(host.files).toEqual([
      {
        path: '/var/lib/rancher/rke2/server/manifests/rke2-cilium-config.yaml',
        content: `apiVersion: helm.cattle.io/v1
kind: HelmChartConfig
metadata:
  annotations:
    argocd.argoproj.io/sync-wave: "-5"
  name: rke2-cilium
  namespace: kube-system
spec:
  failurePolicy: retry
  valuesContent: |
${CONTENT.replace(/^(?=.)/gm, '    ')}`,
        mode: '0600',
        owner: 'root',
        group: 'root',
      },
    ]);
  });

  test('takes labels and annotations', () => {
    const config = manifestOf((chart) => {
      const values = new CiliumValues(chart, 'values', { chart: 'rke2-cilium', addresses: articlePlan() });
      const annotations = { 'argocd.argoproj.io/sync-wave': '-7' };
      new CiliumHelmChartConfig(chart, 'config', { values, labels: { team: 'edge' }, annotations });
    });
    expect(config.metadata).toEqual({
      name: 'rke2-cilium',
      namespace: 'kube-system',
      labels: { team: 'edge' },
      annotations: { 'argocd.argoproj.io/sync-wave': '-7' },
    });
  });

  test.each<[string, CiliumValuesProps, string]>([
    [
      'values of another chart',
      { chart: 'cilium' },
      '[chart/values] chart: "cilium" are the defaults of another chart: Cilium comes from the chart of RKE2 with a HelmChartConfig. Set chart to "rke2-cilium".',
    ],
    [
      'a class that depends on CRDs being there',
      { values: { gatewayAPI: { gatewayClass: { create: 'auto' } } } },
      '[chart/values] values.gatewayAPI.gatewayClass.create: "auto" makes a class only where Helm sees the CRDs: RKE2 installs the chart at its first start, before there are any. Write "true" or "false".',
    ],
  ])('refuses %s', (_, props, message) => {
    expect(
      refusalOf((chart) => {
        const values = new CiliumValues(chart, 'values', {
          chart: 'rke2-cilium',
          addresses: articlePlan(),
          ...props,
        });
        new CiliumHelmChartConfig(chart, 'config', { values });
      }).message,
    ).toBe(message);
  });

  test('refuses values that were checked for another release', () => {
    const app = new App();
    const [one, other] = [new Chart(app, 'one'), new Chart(app, 'other')];
    setPlatform(other, new Platform({ cilium: { version: '1.19.6' } }));
    const values = new CiliumValues(one, 'values', { chart: 'rke2-cilium', addresses: articlePlan() });
    expect(() => new CiliumHelmChartConfig(other, 'config', { values })).toThrow(
      '[other/config] values: "1.20.0" is the release of the values, and the platform here has 1.19.6. Make both alike.',
    );
  });

  test('refuses a failure policy that there is not', () => {
    const failurePolicy = JSON.parse('"Abort"');
    expect(
      refusalOf((chart) => {
        const values = new CiliumValues(chart, 'values', { chart: 'rke2-cilium', addresses: articlePlan() });
        new CiliumHelmChartConfig(chart, 'config', { values, failurePolicy });
      }).message,
    ).toContain('Use one of "abort", "retry", "reinstall". Did you mean "abort"?');
  });
});

describe('CiliumValues', () => {
  test('make no object', () => {
    expect(manifestsOf((chart) => new CiliumValues(chart, 'values', { addresses: articlePlan() }))).toEqual([]);
  });

  test('come to a host as a values file', () => {
    const chart = chartOn(ARTICLE);
    const host = new Host(chart, 'server-1');
    const values = new CiliumValues(chart, 'values', { addresses: articlePlan() });
    values.addTo(host);
    values.addTo(host, '/root/cilium.yaml');
    expect(host.files.map(({ path, content }) => [path, content])).toEqual([
      ['/etc/cilium/values.yaml', values.toYaml()],
      ['/root/cilium.yaml', values.toYaml()],
    ]);
    const rke2 = new CiliumValues(chart, 'rke2', { chart: 'rke2-cilium', addresses: articlePlan() });
    expect(() => rke2.addTo(host)).toThrow('Set chart to "cilium".');
  });

  test('are the same bytes, in whatever order values are given', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const one = new CiliumValues(chart, 'one', {
      addresses: articlePlan(),
      values: { hubble: { ui: { enabled: true }, relay: { enabled: true } }, bpf: { masquerade: true } },
    });
    const other = new CiliumValues(chart, 'other', {
      addresses: articlePlan(),
      values: { bpf: { masquerade: true }, hubble: { relay: { enabled: true }, ui: { enabled: true } } },
    });
    expect(other.toYaml()).toBe(one.toYaml());
    expect(Testing.synth(chart)).toEqual([]);
  });

  test('refuse a chart that there is not', () => {
    const chart = JSON.parse('"rke2"');
    expect(() => new CiliumValues(chartOn(), 'v', { chart, addresses: articlePlan() })).toThrow(
      'Use one of "cilium", "rke2-cilium".',
    );
  });
});
