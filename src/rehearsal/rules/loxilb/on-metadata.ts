import { isLoxilbKey } from '../../../platform/annotation-problem';
import { GATEWAY } from '../../controller/api-kinds';
import { each, type Rule } from '../rule';

export const onMetadata: Rule = {
  id: 'loxilb/on-metadata',
  severity: 'warning',
  title: 'An annotation of LoxiLB stands on the Gateway itself',
  why: 'Cilium copies spec.infrastructure.annotations to the Service that kube-loxilb reads, and never metadata.annotations of the Gateway. The setting has no effect.',
  cure: 'Move it to spec.infrastructure.annotations.',
  source: 'cilium v1.15.0, operator/pkg/model/ingestion/gateway.go; cilium/cilium#36792',
  check: each(
    ({ inventory }) => inventory.all(GATEWAY).filter(({ metadata }) => metadata.annotations),
    (object) =>
      Object.keys(object.metadata.annotations ?? {})
        .filter(isLoxilbKey)
        .map((key) => ({
          object,
          path: `metadata.annotations[${key}]`,
          message: 'Cilium does not copy it to the Service, so kube-loxilb never sees it',
        })),
  ),
};
