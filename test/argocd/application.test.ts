import {
  ArgoApplication,
  type ArgoApplicationProps,
  ClusterApplication,
  Platform,
  type PlatformProps,
} from '../../src';
import { admit } from '../../src/rehearsal/admission/admission';
import { ARTICLE, manifestOf, refusalOf } from '../constructs';

const REPOSITORY = 'https://git.example.com/platform/edge.git';
const GIT = { repoURL: REPOSITORY, targetRevision: 'main', path: 'dist/prod' };
const HELM = { repoURL: 'https://helm.example.com', chart: 'thing', targetRevision: '1.2.3' };

const applicationOf = (props: ArgoApplicationProps, platform: PlatformProps = {}) =>
  manifestOf((chart) => new ArgoApplication(chart, 'edge', props), platform);

const PLATFORMS: [string, PlatformProps][] = [
  ['the newest platform', {}],
  ["the article's", ARTICLE],
];

describe('an ArgoApplication', () => {
  test.each(PLATFORMS)('is complete with a source alone, and admitted on %s', (_, platform) => {
    const application = applicationOf({ source: GIT }, platform);
    expect(application).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'edge',
        namespace: 'argocd',
        annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
      },
      spec: {
        project: 'default',
        source: { repoURL: REPOSITORY, targetRevision: 'main', path: 'dist/prod' },
        destination: { server: 'https://kubernetes.default.svc' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true, allowEmpty: false },
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

  test.each(PLATFORMS)('takes everything else, and is admitted on %s', (_, platform) => {
    const application = applicationOf(
      {
        name: 'gateways',
        namespace: 'gitops',
        labels: { team: 'edge' },
        annotations: { note: 'x' },
        project: 'edge',
        syncWave: 'workloads',
        cascade: true,
        source: { ...HELM, releaseName: 'it', values: { replicas: 2, on: { off: 'no' } } },
        destination: { name: 'prod', namespace: 'things' },
        syncPolicy: {
          automated: { prune: false },
          syncOptions: ['CreateNamespace=true', 'PrunePropagationPolicy=background'],
          retry: { limit: -1, backoff: { duration: '1m30s', factor: 3, maxDuration: '1h' } },
        },
      },
      platform,
    );
    expect(application.metadata).toEqual({
      name: 'gateways',
      namespace: 'gitops',
      labels: { team: 'edge' },
      annotations: {
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        'argocd.argoproj.io/sync-wave': '0',
        note: 'x',
      },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
    expect(application.spec).toEqual({
      project: 'edge',
      source: {
        repoURL: 'https://helm.example.com',
        chart: 'thing',
        targetRevision: '1.2.3',
        helm: { releaseName: 'it', valuesObject: { replicas: 2, on: { off: 'no' } } },
      },
      destination: { name: 'prod', namespace: 'things' },
      syncPolicy: {
        automated: { prune: false, selfHeal: true, allowEmpty: false },
        syncOptions: [
          'ServerSideApply=true',
          'CreateNamespace=true',
          'PruneLast=true',
          'SkipDryRunOnMissingResource=true',
          'PrunePropagationPolicy=background',
        ],
        retry: { limit: -1, backoff: { duration: '1m30s', factor: 3, maxDuration: '1h' } },
      },
    });
    expect(admit([application], new Platform(platform))).toEqual([]);
  });

  test('waits for a hand where nothing is automated, and compares as it applies', () => {
    const application = applicationOf({
      source: { ...GIT, directory: { recurse: true, exclude: 'hosts/*' } },
      syncPolicy: { automated: false, syncOptions: ['ServerSideApply=false', 'Replace=true'] },
    });
    expect(application.metadata.annotations).toBeUndefined();
    expect(application.spec.source.directory).toEqual({ recurse: true, exclude: 'hosts/*' });
    expect(application.spec.syncPolicy).not.toHaveProperty('automated');
  });

  test.each([
    ['https://git.example.com/a/b'],
    ['http://git.internal/a.git'],
    ['ssh://git@git.example.com:2222/a/b.git'],
    ['git@git.example.com:a/b.git'],
  ])('reads git at %s', (repoURL) => {
    expect(applicationOf({ source: { ...GIT, repoURL } }).spec.source.repoURL).toBe(repoURL);
  });

  test.each([['ghcr.io/example/charts'], ['https://helm.cilium.io'], ['registry.internal:5000/charts']])(
    'reads charts at %s',
    (repoURL) => {
      const application = applicationOf({ source: { ...HELM, repoURL }, destination: { namespace: 'a' } });
      expect(application.spec.source).toEqual({ repoURL, chart: 'thing', targetRevision: '1.2.3' });
    },
  );

  const here = { namespace: 'a' };
  test.each<[string, object, string]>([
    [
      'a folder for a URL',
      { source: { ...GIT, repoURL: '../edge' } },
      'source.repoURL: "../edge" is no URL of a repository. Write it as "https://git.example.com/team/repo.git".',
    ],
    [
      'a password',
      { source: { ...GIT, repoURL: 'https://me:secret@git.example.com/a.git' } },
      'source.repoURL: "https://…@git.example.com/a.git" has a user or password, and it goes to git.',
    ],
    ['a token', { source: { ...GIT, repoURL: 'https://token@git.example.com/a.git' } }, 'has a user or password'],
    [
      'a password of ssh',
      { source: { ...GIT, repoURL: 'ssh://me:secret@git.example.com/a.git' } },
      'has a user or password',
    ],
    [
      'the scheme of OCI, which Argo CD leaves out',
      { source: { ...HELM, repoURL: 'oci://ghcr.io/example/charts' }, destination: here },
      'Leave out "oci://".',
    ],
    [
      'no revision',
      { source: { ...GIT, targetRevision: '' } },
      'source.targetRevision: "" is no branch, tag or commit.',
    ],
    ['an absolute path', { source: { ...GIT, path: '/dist' } }, 'source.path: "/dist" is no folder of the repository.'],
    ['a path out of the repository', { source: { ...GIT, path: '../other' } }, 'is no folder of the repository.'],
    ['an empty path', { source: { ...GIT, path: '' } }, 'is no folder of the repository.'],
    [
      'an empty glob',
      { source: { ...GIT, directory: { include: '' } } },
      'source.directory.include: "" is empty. Leave it out.',
    ],
    [
      'a text for recurse',
      { source: { ...GIT, directory: { recurse: 'true' } } },
      'source.directory.recurse: "true" is no boolean.',
    ],
    [
      'a folder beside a chart',
      { source: { ...HELM, path: 'a' }, destination: here },
      'source.path: "a" is given beside a chart.',
    ],
    [
      'a chart of no name',
      { source: { ...HELM, chart: '' }, destination: here },
      'source.chart: "" is no name of a chart.',
    ],
    [
      'a range of releases',
      { source: { ...HELM, targetRevision: '1.x' }, destination: here },
      'source.targetRevision: "1.x" is no single release of a chart. Write one in full, such as "1.20.0".',
    ],
    [
      'half a release',
      { source: { ...HELM, targetRevision: '1.20' }, destination: here },
      'is no single release of a chart.',
    ],
    [
      'a name that Helm refuses',
      { source: { ...HELM, releaseName: 'A b' }, destination: here },
      'source.releaseName: "A b" is not a DNS label.',
    ],
    [
      'null in values',
      { source: { ...HELM, values: { a: [{ b: null }] } }, destination: here },
      'source.values.a[0].b: null cannot stand in values.',
    ],
    [
      'a chart for no namespace',
      { source: HELM },
      'destination.namespace: undefined is missing, and a chart is installed into a namespace. Give it.',
    ],
    [
      'two clusters',
      { source: GIT, destination: { name: 'a', server: 'https://a' } },
      'has name and server, of which Argo CD takes one. Leave one out.',
    ],
    [
      'a cluster of no name',
      { source: GIT, destination: { name: '' } },
      'destination.name: "" is no name of a cluster.',
    ],
    [
      'a host for a server',
      { source: GIT, destination: { server: 'prod' } },
      'destination.server: "prod" is no URL of an API server.',
    ],
    [
      'a namespace that is none',
      { source: GIT, destination: { namespace: 'A' } },
      'destination.namespace: "A" is not a DNS label.',
    ],
    ['a project that is none', { source: GIT, project: 'Edge' }, 'project: "Edge" is not a DNS label.'],
    ['a wave that is none', { source: GIT, syncWave: 'helmchart' }, 'syncWave: "helmchart" is not a wave.'],
    ['half a wave', { source: GIT, syncWave: 1.5 }, 'syncWave: 1.5 is not a whole number'],
    [
      'a misspelt option',
      { source: GIT, syncPolicy: { syncOptions: ['ServersideApply=true'] } },
      'syncPolicy.syncOptions[0]: "ServersideApply=true" is not an option of Argo CD.',
    ],
    [
      'an option twice',
      { source: GIT, syncPolicy: { syncOptions: ['PruneLast=true', 'PruneLast=false'] } },
      'syncPolicy.syncOptions[1]: "PruneLast=false" is the second value of PruneLast.',
    ],
    [
      'what overrules server-side apply',
      { source: GIT, syncPolicy: { syncOptions: ['Replace=true'] } },
      'syncPolicy.syncOptions: "Replace=true" overrules ServerSideApply=true.',
    ],
    [
      'differences to ignore',
      { source: GIT, syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] } },
      'has nothing to respect. Leave it out: no differences are ignored here.',
    ],
    [
      'a time without a unit',
      { source: GIT, syncPolicy: { retry: { backoff: { duration: '5' } } } },
      'syncPolicy.retry.backoff.duration: "5" is no duration.',
    ],
    [
      'a longest time without a unit',
      { source: GIT, syncPolicy: { retry: { backoff: { maxDuration: 'long' } } } },
      'syncPolicy.retry.backoff.maxDuration: "long" is no duration.',
    ],
    [
      'no factor',
      { source: GIT, syncPolicy: { retry: { backoff: { factor: 0 } } } },
      'syncPolicy.retry.backoff.factor: 0 is not',
    ],
    [
      'fewer than no attempts',
      { source: GIT, syncPolicy: { retry: { limit: -2 } } },
      'syncPolicy.retry.limit: -2 is not',
    ],
  ])('refuses %s', (_, props, message) => {
    const given: ArgoApplicationProps = { source: GIT, ...props };
    expect(refusalOf((chart) => new ArgoApplication(chart, 'edge', given)).message).toContain(message);
  });
});

describe('a ClusterApplication', () => {
  test.each(PLATFORMS)('applies the folder of a cluster to that cluster, and is admitted on %s', (_, platform) => {
    const application = manifestOf(
      (chart) =>
        new ClusterApplication(chart, 'edge-prod', {
          cluster: 'prod',
          repoURL: REPOSITORY,
          targetRevision: 'main',
          project: 'edge',
        }),
      platform,
    );
    expect(application.metadata).toEqual({
      name: 'edge-prod',
      namespace: 'argocd',
      annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
    });
    expect(application.spec).toMatchObject({
      project: 'edge',
      source: {
        repoURL: REPOSITORY,
        targetRevision: 'main',
        path: 'dist/prod',
        directory: { recurse: true, include: '*.yaml' },
      },
      destination: { name: 'prod', namespace: 'default' },
    });
    expect(admit([application], new Platform(platform))).toEqual([]);
  });

  test('takes another folder and destination', () => {
    const application = manifestOf(
      (chart) =>
        new ClusterApplication(chart, 'edge', {
          cluster: 'prod',
          repoURL: REPOSITORY,
          targetRevision: 'v1',
          folder: 'out/clusters',
          destination: { server: 'https://kubernetes.default.svc' },
        }),
    );
    expect(application.spec.source.path).toBe('out/clusters/prod');
    expect(application.spec.destination).toEqual({ server: 'https://kubernetes.default.svc' });
  });

  test('refuses a cluster that leads out of the folder', () => {
    const props = { cluster: '../other', repoURL: REPOSITORY, targetRevision: 'main' };
    expect(refusalOf((chart) => new ClusterApplication(chart, 'edge', props)).message).toContain(
      'source.path: "dist/../other" is no folder of the repository.',
    );
  });
});
