import { Yaml } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Host } from '../../hosts';
import { syncWave } from '../../platform/sync-waves';
import { ApiResource, type ApiResourceProps, platformOf } from '../../resource';
import { checkOneOf } from '../../resource/checks';
import { Field } from '../../resource/field';
import type { CiliumValues } from './cilium-values';

export interface CiliumHelmChartConfigProps extends Omit<ApiResourceProps, 'name' | 'namespace'> {
  /** Values for the chart `rke2-cilium`. */
  readonly values: CiliumValues;
  /**
   * What Helm does when it fails. `reinstall`, the default of RKE2, may take the network of all pods away.
   * @default abort
   */
  readonly failurePolicy?: 'abort' | 'retry' | 'reinstall';
}

const NAME = 'rke2-cilium';

/** Where RKE2 looks for manifests; names of files there are DNS names. */
const MANIFEST = '/var/lib/rancher/rke2/server/manifests/rke2-cilium-config.yaml';

/**
 * The HelmChartConfig by which RKE2 (`cni: cilium`) takes values for the chart that it brings. RKE2 finds it by its name,
 * `rke2-cilium` in `kube-system`.
 *
 * It has to be on the servers before their first start, which `addTo` is for: a CNI is not changed later. Likewise CRDs of the
 * Gateway API have to be there before Cilium's operator starts. The release of Cilium is the one that RKE2 brings, so set
 * `cilium.version` of the platform to that.
 *
 * Source: rke2-docs, docs/networking/basic_network_options.md; k3s-io/helm-controller v0.17.7.
 */
export class CiliumHelmChartConfig extends ApiResource {
  private readonly spec: Readonly<Record<string, unknown>>;

  /** @throws InvalidFieldError for values of another chart or release, and what RKE2's bundled chart cannot do */
  constructor(scope: Construct, id: string, props: CiliumHelmChartConfigProps) {
    const { values, failurePolicy = 'abort', ...metadata } = props;
    super(
      scope,
      id,
      { apiVersion: 'helm.cattle.io/v1', kind: 'HelmChartConfig', scope: 'Namespaced' },
      {
        ...metadata,
        name: NAME,
        namespace: 'kube-system',
        annotations: { ...syncWave('helmCharts'), ...metadata.annotations },
      },
    );
    const root = Field.of(this);
    checkOneOf(root.at('failurePolicy'), failurePolicy, ['abort', 'retry', 'reinstall'], 'a failure policy');
    const { cilium } = platformOf(this);
    if (values.version !== cilium) {
      root
        .at('values')
        .fail(values.version, `is the release of the values, and the platform here has ${cilium}`, 'Make both alike.');
    }
    values.checkChart('rke2-cilium', 'comes from the chart of RKE2 with a HelmChartConfig');
    values.refuseAutomaticClass('RKE2 installs the chart at its first start, before there are any');
    // `values` as an object is known to newer controllers only.
    this.spec = { failurePolicy, valuesContent: values.toYaml() };
  }

  /** Adds the manifest to a server, for its first start. JSON patches made later are not in it. */
  addTo(host: Host): void {
    host.addFile({ path: MANIFEST, content: Yaml.stringify(this.apiObject.toJson()), mode: '0600' });
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.spec };
  }
}
