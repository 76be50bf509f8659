import type { Construct } from 'constructs';
import { gatewayApiClash, hasSafeUpgrades } from '../platform/cilium-gateway-api';
import type { SyncWave } from '../platform/sync-waves';
import { platformOf } from '../resource';
import { Field } from '../resource/field';
import { ArgoApplication, type ArgoApplicationBaseProps } from './application';
import type { ArgoDestination } from './destination';
import { type ArgoKind, ArgoProject } from './project';

export interface GatewayApiCrdsProps extends ArgoApplicationBaseProps {
  /** A mirror of the repository. @default https://github.com/kubernetes-sigs/gateway-api.git */
  readonly repoURL?: string;
  /** @default the cluster of Argo CD */
  readonly destination?: Omit<ArgoDestination, 'namespace'>;
  /** @default gatewayApiCrds: -9 */
  readonly syncWave?: SyncWave | number;
}

const CRD = 'CustomResourceDefinition';

/**
 * The Application of the Gateway API's CRDs, of the release and channel of the platform, and of no second one.
 *
 * It applies on the server's side, as the CRDs are too large for the annotation of client-side apply. It never deletes a CRD,
 * and with it all gateways and routes: neither by pruning, nor when it is deleted itself. Nothing else may bring the CRDs: RKE2
 * does with Traefik. After a change of CRDs Cilium's operator needs a restart.
 *
 * Objects of an experimental TLSRoute are not readable after a change to the standard channel of 1.6: upgrade on the experimental
 * channel first, as Cilium's notes on 1.20 say.
 */
export class GatewayApiCrds extends ArgoApplication {
  /** @throws InvalidFieldError for a release at which Cilium crashes, or turns the Gateway API off */
  constructor(scope: Construct, id: string, props: GatewayApiCrdsProps = {}) {
    const { repoURL = 'https://github.com/kubernetes-sigs/gateway-api.git', annotations, syncWave, ...rest } = props;
    const { gatewayApi, cilium } = platformOf(scope);
    super(scope, id, {
      ...rest,
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false', ...annotations },
      syncWave: syncWave ?? 'gatewayApiCrds',
      source: { repoURL, targetRevision: `v${gatewayApi.version}`, path: `config/crd/${gatewayApi.channel}` },
      syncPolicy: { automated: { prune: false } },
    });
    const clash = gatewayApiClash(cilium, gatewayApi);
    if (clash) Field.of(this).at('platform').fail(gatewayApi.toString(), clash.problem, clash.cure);
  }

  protected override get appliedKinds(): readonly ArgoKind[] {
    const kinds = ArgoProject.GATEWAY_API_CRDS;
    return hasSafeUpgrades(platformOf(this).gatewayApi) ? kinds : kinds.filter(({ kind }) => kind === CRD);
  }
}
