import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ArgoApplication, ArgoProject, ClusterApplication, GatewayApiCrds } from '../argocd';
import { CiliumValues } from '../cilium';
import { setPlatform } from '../resource';
import type { Cluster } from './clusters';

/** The repository that `dist/` is committed to. */
const REPOSITORY = 'https://git.example.com/platform/gateways.git';
const GATEWAY_API = 'https://github.com/kubernetes-sigs/gateway-api.git';
const CILIUM = 'https://helm.cilium.io';

/** The Applications of one cluster: the CRDs of the Gateway API, Cilium where Argo CD installs it, and `dist/<cluster>`. */
export class ArgoCdChart extends Chart {
  constructor(scope: Construct, id: string, { name, platform, topology }: Cluster) {
    super(scope, id, { namespace: 'argocd' });
    setPlatform(this, platform);
    const project = new ArgoProject(this, 'project', {
      name,
      description: `Gateways of the cluster ${name}`,
      sourceRepos: [REPOSITORY, GATEWAY_API, CILIUM],
      destinations: [{ name, namespace: '*' }],
      clusterKinds: [...ArgoProject.GATEWAYS, ...ArgoProject.GATEWAY_API_CRDS],
    });
    const destination = { name };
    new GatewayApiCrds(this, `${name}-gateway-api-crds`, { project, destination, repoURL: GATEWAY_API });
    // The article installs Cilium by its own command line, from a host.
    if (platform.hasGatewayClassConfig) {
      const values = new CiliumValues(this, 'values', {
        addresses: topology.plan,
        values: { ipam: { mode: 'kubernetes' }, hubble: { relay: { enabled: true }, ui: { enabled: true } } },
      });
      new ArgoApplication(this, `${name}-cilium`, {
        project: 'default',
        source: values.argoSource(),
        destination: { name, namespace: 'kube-system' },
        syncWave: 'helmCharts',
      });
    }
    new ClusterApplication(this, name, { project, cluster: name, repoURL: REPOSITORY, targetRevision: 'main' });
  }
}
