import { GatewayApiCrds, Platform, type PlatformProps } from '../../src';
import { admit } from '../../src/rehearsal/admission/admission';
import { ARTICLE, manifestOf, refusalOf } from '../constructs';

const platformOf = (
  cilium: string,
  version: string,
  channel: 'standard' | 'experimental' = 'standard',
): PlatformProps => ({
  cilium: { version: cilium },
  gatewayApi: { version, channel },
});

describe('GatewayApiCrds', () => {
  test.each<[string, PlatformProps, string]>([
    ['the newest platform', {}, 'v1.6.1'],
    ["the article's", ARTICLE, 'v1.2.0'],
  ])('apply the one release of the platform, never prune, and are admitted on %s', (_, platform, tag) => {
    const application = manifestOf((chart) => new GatewayApiCrds(chart, 'gateway-api'), platform);
    expect(application).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'gateway-api',
        namespace: 'argocd',
        annotations: {
          'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
          'argocd.argoproj.io/sync-options': 'Prune=false',
          'argocd.argoproj.io/sync-wave': '-9',
        },
      },
      spec: {
        project: 'default',
        source: {
          repoURL: 'https://github.com/kubernetes-sigs/gateway-api.git',
          targetRevision: tag,
          path: 'config/crd/standard',
        },
        destination: { server: 'https://kubernetes.default.svc' },
        syncPolicy: {
          automated: { prune: false, selfHeal: true, allowEmpty: false },
          syncOptions: [
            'ServerSideApply=true',
            'CreateNamespace=false',
            'PruneLast=true',
            'SkipDryRunOnMissingResource=true',
          ],
          retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        },
      },
    });
    expect(admit([application], new Platform(platform))).toEqual([]);
  });

  test('come from a mirror, of the experimental channel, for another cluster', () => {
    const application = manifestOf(
      (chart) =>
        new GatewayApiCrds(chart, 'crds', {
          repoURL: 'https://git.internal/mirrors/gateway-api.git',
          destination: { name: 'prod' },
          project: 'edge',
          syncWave: -20,
          annotations: { note: 'x' },
        }),
      platformOf('1.20.0', '1.6.1', 'experimental'),
    );
    expect(application.metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
      'argocd.argoproj.io/sync-options': 'Prune=false',
      'argocd.argoproj.io/sync-wave': '-20',
      note: 'x',
    });
    expect(application.spec).toMatchObject({
      project: 'edge',
      source: {
        repoURL: 'https://git.internal/mirrors/gateway-api.git',
        targetRevision: 'v1.6.1',
        path: 'config/crd/experimental',
      },
      destination: { name: 'prod' },
    });
  });

  test.each<[cilium: string, version: string, channel: 'standard' | 'experimental']>([
    ['1.17.1', '1.2.0', 'standard'],
    ['1.17.18', '1.4.1', 'experimental'],
    ['1.18.0', '1.2.0', 'standard'],
    ['1.18.12', '1.3.0', 'standard'],
    ['1.19.0', '1.4.0', 'standard'],
    ['1.19.6', '1.4.1', 'standard'],
    ['1.19.6', '1.5.1', 'experimental'],
    ['1.19.6', '1.6.1', 'experimental'],
    ['1.20.0', '1.5.0', 'standard'],
    ['1.20.0', '1.6.1', 'standard'],
    ['1.20.1', '1.6.1', 'experimental'],
  ])('go with Cilium %s at %s %s', (cilium, version, channel) => {
    const application = manifestOf((chart) => new GatewayApiCrds(chart, 'crds'), platformOf(cilium, version, channel));
    expect(application.spec.source).toMatchObject({ targetRevision: `v${version}`, path: `config/crd/${channel}` });
  });

  const CRASH = (cilium: string, fitting: string) =>
    'has TLSRoute at v1alpha2 without serving it, at which the operator of Cilium ' +
    `${cilium} crashes, again and again. Set gatewayApi of the platform to ${fitting} standard, or its channel to experimental, or cilium.version to 1.20.0.`;
  const OFF =
    'lacks TLSRoute, ReferenceGrant or BackendTLSPolicy at v1, without which Cilium 1.20.0 turns the Gateway API off, without an error. ' +
    'Set gatewayApi.version of the platform to 1.6.1, or cilium.version to 1.19.6.';

  test.each<[cilium: string, version: string, channel: 'standard' | 'experimental', message: string]>([
    ['1.17.1', '1.5.0', 'standard', CRASH('1.17.1', '1.2.0')],
    ['1.18.12', '1.5.1', 'standard', CRASH('1.18.12', '1.2.0')],
    ['1.19.6', '1.5.1', 'standard', CRASH('1.19.6', '1.4.1')],
    ['1.19.6', '1.6.1', 'standard', CRASH('1.19.6', '1.4.1')],
    ['1.20.0', '1.4.1', 'standard', OFF],
    ['1.20.0', '1.4.1', 'experimental', OFF],
    ['1.20.0', '1.2.0', 'standard', OFF],
  ])('are refused with Cilium %s at %s %s', (cilium, version, channel, message) => {
    const refusal = refusalOf((chart) => new GatewayApiCrds(chart, 'crds'), platformOf(cilium, version, channel));
    expect(refusal.message).toBe(`[chart/crds] platform: "Gateway API ${version} ${channel}" ${message}`);
  });
});
