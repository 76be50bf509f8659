import {
  ArgoApplication,
  ArgoProject,
  type ArgoProjectProps,
  ClusterApplication,
  GatewayApiCrds,
  Platform,
  type PlatformProps,
} from '../../src';
import { admit } from '../../src/rehearsal/admission/admission';
import { ARTICLE, manifestOf, manifestsOf, refusalOf } from '../constructs';

const REPOSITORY = 'https://git.example.com/platform/edge.git';
const GATEWAY_API = 'https://github.com/kubernetes-sigs/gateway-api.git';

describe('an ArgoProject', () => {
  test.each<[string, PlatformProps]>([
    ['the newest platform', {}],
    ["the article's", ARTICLE],
  ])('permits named repositories and kinds, and is admitted on %s', (_, platform) => {
    const project = manifestOf((chart) => new ArgoProject(chart, 'edge', { sourceRepos: [REPOSITORY] }), platform);
    expect(project).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'edge', namespace: 'argocd' },
      spec: {
        sourceRepos: [REPOSITORY],
        destinations: [{ server: 'https://kubernetes.default.svc', namespace: '*' }],
        clusterResourceWhitelist: [
          { group: '', kind: 'Namespace' },
          { group: 'admissionregistration.k8s.io', kind: 'MutatingAdmissionPolicy' },
          { group: 'admissionregistration.k8s.io', kind: 'MutatingAdmissionPolicyBinding' },
          { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
          { group: 'bgppeer.loxilb.io', kind: 'BGPPeerService' },
          { group: 'bgppolicyapply.loxilb.io', kind: 'BGPPolicyApplyService' },
          { group: 'bgppolicydefinedsets.loxilb.io', kind: 'BGPPolicyDefinedSetsService' },
          { group: 'bgppolicydefinition.loxilb.io', kind: 'BGPPolicyDefinitionService' },
          { group: 'gateway.networking.k8s.io', kind: 'GatewayClass' },
          { group: 'loxiurl.loxilb.io', kind: 'LoxiURL' },
          { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
          { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
        ],
      },
    });
    expect(admit([project], new Platform(platform))).toEqual([]);
  });

  test('takes destinations, kinds and a description', () => {
    const { spec } = manifestOf(
      (chart) =>
        new ArgoProject(chart, 'edge', {
          description: 'Gateways at the edge',
          sourceRepos: [REPOSITORY, 'git@git.example.com:a/b.git', 'https://helm.cilium.io', 'ghcr.io/example/charts'],
          destinations: [{ name: 'prod' }, { server: 'https://10.0.0.1:6443', namespace: 'apps' }],
          clusterKinds: [],
        }),
    );
    expect(spec).toEqual({
      description: 'Gateways at the edge',
      sourceRepos: [REPOSITORY, 'git@git.example.com:a/b.git', 'https://helm.cilium.io', 'ghcr.io/example/charts'],
      destinations: [
        { name: 'prod', namespace: '*' },
        { server: 'https://10.0.0.1:6443', namespace: 'apps' },
      ],
      clusterResourceWhitelist: [],
    });
  });

  test.each<[string, Partial<ArgoProjectProps>, string]>([
    ['no repository', { sourceRepos: [] }, 'sourceRepos: [] is empty. Name a repository.'],
    ['every repository', { sourceRepos: ['*'] }, 'sourceRepos[0]: "*" is a wildcard. Name each repository in full.'],
    [
      'no URL',
      { sourceRepos: [REPOSITORY, 'edge repository'] },
      'sourceRepos[1]: "edge repository" is no URL of a repository.',
    ],
    ['no cluster', { destinations: [{ namespace: 'a' }] }, 'destinations[0]: {"namespace":"a"} has no cluster.'],
    ['every cluster', { destinations: [{ name: '*' }] }, 'destinations[0].name: "*" is no name of a cluster.'],
    ['a namespace that is none', { destinations: [{ name: 'a', namespace: 'a-*' }] }, 'is not a DNS label.'],
    [
      'every kind',
      { clusterKinds: [{ group: '', kind: '*' }] },
      'clusterKinds[0].kind: "*" is no kind. Name each kind.',
    ],
    ['a kind in lower case', { clusterKinds: [{ group: '', kind: 'namespaces' }] }, 'such as "GatewayClass".'],
    [
      'a group with a version',
      { clusterKinds: [{ group: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass' }] },
      'Leave out the version: "gateway.networking.k8s.io".',
    ],
    [
      'a kind twice',
      { clusterKinds: [...ArgoProject.GATEWAYS, { group: '', kind: 'Namespace' }] },
      'clusterKinds[12]: "/Namespace" is the same kind as clusterKinds[0].',
    ],
    ['a long description', { description: 'x'.repeat(256) }, 'description: 256 characters are more than 255.'],
  ])('refuses %s', (_, props, message) => {
    const all = { sourceRepos: [REPOSITORY], ...props };
    expect(refusalOf((chart) => new ArgoProject(chart, 'edge', all)).message).toContain(message);
  });
});

describe('an Application of an ArgoProject', () => {
  const edge: ArgoProjectProps = { sourceRepos: [REPOSITORY, GATEWAY_API], destinations: [{ name: 'prod' }] };

  test('is of that project, where it permits repository, cluster and kinds', () => {
    const all = manifestsOf((chart) => {
      const project = new ArgoProject(chart, 'edge', {
        ...edge,
        clusterKinds: [...ArgoProject.GATEWAYS, ...ArgoProject.GATEWAY_API_CRDS],
      });
      new GatewayApiCrds(chart, 'crds', { project, destination: { name: 'prod' } });
      const repoURL = 'https://git.example.com/Platform/edge';
      new ClusterApplication(chart, 'prod', { project, cluster: 'prod', repoURL, targetRevision: 'main' });
    });
    expect(all.map(({ spec }) => spec.project)).toEqual([undefined, 'edge', 'edge']);
  });

  test('needs no more than CRDs for releases without a policy', () => {
    const [, crds] = manifestsOf((chart) => {
      const clusterKinds = [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }];
      const project = new ArgoProject(chart, 'edge', { ...edge, clusterKinds });
      new GatewayApiCrds(chart, 'crds', { project, destination: { name: 'prod' } });
    }, ARTICLE);
    expect(crds?.spec.project).toBe('edge');
  });

  test('may name its cluster by URL where the project has names, as only Argo CD knows which is which', () => {
    const [, application] = manifestsOf((chart) => {
      const project = new ArgoProject(chart, 'edge', edge);
      const source = { repoURL: REPOSITORY, targetRevision: 'main', path: '.' };
      new ArgoApplication(chart, 'app', { project, source });
    });
    expect(application?.spec.destination).toEqual({ server: 'https://kubernetes.default.svc' });
  });

  const source = { repoURL: REPOSITORY, targetRevision: 'main', path: '.' };
  test.each<[string, ArgoProjectProps, (project: ArgoProject) => unknown, string]>([
    [
      'another repository',
      { ...edge, sourceRepos: [GATEWAY_API] },
      (project) => new ArgoApplication(project.node.scope ?? project, 'app', { project, source }),
      `source.repoURL: "${REPOSITORY}" is no repository of project edge. It has ${GATEWAY_API}.`,
    ],
    [
      'another cluster',
      edge,
      (project) =>
        new ArgoApplication(project.node.scope ?? project, 'app', { project, source, destination: { name: 'test' } }),
      'destination: {"name":"test"} is not in project edge. Add it to destinations of the project.',
    ],
    [
      'another namespace',
      { ...edge, destinations: [{ name: 'prod', namespace: 'apps' }] },
      (project) => {
        const destination = { name: 'prod', namespace: 'default' };
        new ArgoApplication(project.node.scope ?? project, 'app', { project, source, destination });
      },
      'destination: {"name":"prod","namespace":"default"} is not in project edge.',
    ],
    [
      'kinds that it does not permit',
      edge,
      (project) =>
        new GatewayApiCrds(project.node.scope ?? project, 'crds', { project, destination: { name: 'prod' } }),
      'project: "edge" does not permit ValidatingAdmissionPolicy. Add ArgoProject.GATEWAY_API_CRDS to clusterKinds.',
    ],
  ])('is refused for %s', (_, props, build, message) => {
    expect(refusalOf((chart) => build(new ArgoProject(chart, 'edge', props))).message).toContain(message);
  });
});
