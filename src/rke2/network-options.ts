import { gatewayApiClash } from '../platform/cilium-gateway-api';
import { ciliumRelease } from '../platform/cilium-releases';
import { nodePortIsEnough } from '../platform/cilium-values';
import { GatewayApiSet } from '../platform/gateway-api-set';
import {
  alwaysBringsGatewayApi,
  bundledCilium,
  hasIngressController,
  type Rke2Release,
  rke2ReleasesWith,
  traefikBringsGatewayApi15,
} from '../platform/rke2-releases';
import { platformOf } from '../resource';
import { checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';
import type { NodeOptions } from './node-options';
import type { Rke2ServerProps } from './server-props';

/** @throws InvalidFieldError for a CNI without Cilium's gateways, and a Cilium that RKE2 does not bring */
export function checkCni(
  root: Field,
  { cni, disableKubeProxy = true, version }: Rke2ServerProps,
  release: Rke2Release,
): void {
  const field = root.at('cni');
  const names: readonly string[] = typeof cni === 'string' ? [cni] : cni;
  const other = names.find((name) => ['canal', 'calico', 'flannel'].includes(name));
  if (other !== undefined) {
    field.fail(other, 'has no gateways of Cilium', 'Use "cilium", or "none" and install Cilium yourself.');
  }
  if (names.length > 1 && (names[0] !== 'multus' || names[1] !== 'cilium' || names.length > 2)) {
    field.fail(cni, 'is no list of CNIs', 'Write ["multus", "cilium"].');
  }
  if (names.length === 1) checkOneOf(field, names[0] ?? '', ['cilium', 'none'], 'a CNI for gateways');
  const { cilium } = platformOf(root.construct);
  if (!disableKubeProxy && !nodePortIsEnough(cilium)) {
    root
      .at('disableKubeProxy')
      .fail(
        false,
        `keeps kube-proxy, and the gateways of Cilium ${cilium} need Cilium in its place`,
        'Leave it out, and have kubeProxyReplacement: true in the values of Cilium.',
      );
  }
  const bundled = bundledCilium(release);
  if (names[0] === 'none' || bundled === undefined || bundled === cilium) return;
  const fitting = rke2ReleasesWith(cilium).filter((each) => each.startsWith(`v${release.kubernetes}.`));
  const cures = [
    ...(ciliumRelease(bundled) ? [`set cilium.version: '${bundled}' of the platform`] : []),
    ...(fitting[0] === undefined ? [] : [`take RKE2 ${fitting[0]}`]),
    `use cni: 'none' and install Cilium ${cilium} yourself`,
  ].join(', or ');
  field.fail(
    cni,
    `is Cilium ${bundled} in RKE2 ${version}, and the platform here has ${cilium}`,
    `${cures.charAt(0).toUpperCase()}${cures.slice(1)}.`,
  );
}

/** `ingress-controller`, or where RKE2 does not know it, `disable`. @throws InvalidFieldError for CRDs that harm Cilium's */
export function ingressOptions(root: Field, props: Rke2ServerProps, release: Rke2Release): NodeOptions {
  const { ingressController = 'none', disable = [] } = props;
  const field = root.at('ingressController');
  checkOneOf(field, ingressController, ['none', 'ingress-nginx', 'traefik'], 'an ingress controller of RKE2');
  const { cilium, gatewayApi } = platformOf(root.construct);
  const crashes = gatewayApiClash(cilium, GatewayApiSet.of('1.5.1', 'standard')) !== undefined;
  if (alwaysBringsGatewayApi(release) && crashes) {
    root
      .at('version')
      .fail(
        props.version,
        `brings Gateway API 1.5 or newer, at which Cilium ${cilium} crashes`,
        'Use Cilium 1.20 or newer.',
      );
  }
  if (ingressController === 'traefik') {
    const worse = traefikBringsGatewayApi15(release) && crashes ? `, at which Cilium ${cilium} crashes` : '';
    field.fail(
      ingressController,
      `brings CRDs of the Gateway API beside those of the platform (${gatewayApi})${worse}`,
      'Use "none": gateways take in the traffic.',
    );
  }
  if (hasIngressController(release)) return { 'ingress-controller': ingressController, disable: [...disable].sort() };
  // Releases before have ingress-nginx unless it is disabled.
  const also = ingressController === 'none' ? ['rke2-ingress-nginx'] : [];
  return { disable: [...disable, ...also].sort() };
}
