import { Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import type { Host } from '../../hosts';
import type { AddressPlan } from '../../platform';
import type { CiliumChart } from '../../platform/cilium-values';
import { platformOf } from '../../resource';
import { checkOneOf } from '../../resource/checks';
import { Field } from '../../resource/field';
import { checkAddresses, fillAddresses } from './address-rules';
import type { CiliumChartValues } from './chart-values';
import { checkForGateways, checkForLoxilb, fillForGateways } from './gateway-rules';
import { checkUnchecked, givenValues } from './given-values';
import { tolerateTaints } from './operator-rules';
import { proxyProtocolProblems } from './proxy-protocol';
import { Settings } from './settings';
import { isTree, merged, sorted, treeOf, type ValuesTree } from './values-tree';

/** Values at keys that are not known here. */
export interface UncheckedCiliumValues {
  /** In the chart's own shape. Never a secret: the output goes to git. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why they are needed, in one line. It stands as a comment above the values. */
  readonly reason: string;
}

export interface CiliumValuesProps {
  /** The chart that they are for: that of helm.cilium.io, or the one that RKE2 brings. @default cilium */
  readonly chart?: CiliumChart;
  /** In the chart's own shape; what equals the chart's default is left out of the output. @default what gateways need */
  readonly values?: CiliumChartValues;
  /** Where API server, pods, nodes and VIPs are. @default not known: then values have k8sServiceHost, and the pool if there is one */
  readonly addresses?: AddressPlan;
  /** False: no Service is behind LoxiLB, and what LoxiLB needs is not asked for. @default true */
  readonly loxilb?: boolean;
  /**
   * Taints of the servers, as in `node-taint` of RKE2, such as `CriticalAddonsOnly=true:NoExecute`: the operator has to start
   * on them where no agent has joined yet. @default none
   */
  readonly serverTaints?: readonly string[];
  /** Values at keys that are not known here. They are written as they are. @default none */
  readonly unchecked?: UncheckedCiliumValues;
}

/** The chart as an Application of Argo CD takes it: `new ArgoApplication(this, 'cilium', { source: values.argoSource() })`. */
export interface CiliumArgoSource {
  readonly repoURL: string;
  readonly chart: string;
  readonly targetRevision: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const TLS_METHOD = 'hubble.tls.auto.method';
const CLASS_CREATE = 'gatewayAPI.gatewayClass.create';

/**
 * Values of Cilium's Helm chart, for the release of the platform: checked, with what gateways behind LoxiLB need, and without
 * what the chart does anyway.
 *
 * It makes no object. `CiliumHelmChartConfig` gives the values to RKE2's own chart, `argoSource()` to Argo CD, `toYaml()` and
 * `addTo()` to `cilium install --values`.
 */
export class CiliumValues extends Construct {
  /** The chart that they are for. */
  readonly chart: CiliumChart;
  /** Release of Cilium, e.g. `1.20.0`. */
  readonly version: string;
  private readonly settings: Settings;
  private readonly unchecked: UncheckedCiliumValues | undefined;

  /** @throws InvalidFieldError for keys that the release does not have, and for what the target refuses or ignores */
  constructor(scope: Construct, id: string, props: CiliumValuesProps = {}) {
    super(scope, id);
    const root = Field.of(this);
    const { chart = 'cilium', values = {}, loxilb = true, serverTaints = [], unchecked } = props;
    checkOneOf(root.at('chart'), chart, ['cilium', 'rke2-cilium'], 'a chart of Cilium');
    this.chart = chart;
    this.version = platformOf(this).cilium;
    const given = givenValues(root.at('values'), values, this.version);
    this.settings = new Settings(root, given, chart, this.version, props.addresses);
    fillForGateways(this.settings, loxilb);
    fillAddresses(this.settings);
    tolerateTaints(this.settings, serverTaints);
    checkForGateways(this.settings);
    checkAddresses(this.settings);
    if (loxilb) {
      checkForLoxilb(this.settings);
      // Gateways are made later, in other charts.
      const demanded = this.settings.isOn('gatewayAPI.enableProxyProtocol');
      this.node.addValidation({ validate: () => proxyProtocolProblems(this, demanded) });
    }
    if (unchecked) this.checkHatch(root.at('unchecked'), unchecked);
    this.unchecked = unchecked && structuredClone(unchecked);
  }

  /** What is written: deviations from the chart's defaults, in the chart's own shape, keys sorted. */
  get tree(): ValuesTree {
    return this.treeWith(this.settings.deviations());
  }

  /** A values file. */
  toYaml(): string {
    const comment = this.unchecked ? `# Not checked: ${this.unchecked.reason}\n` : '';
    return `${comment}${Yaml.stringify(this.tree)}`;
  }

  /**
   * Adds the values file to a host, for `installCommand`.
   * @param path absolute
   */
  addTo(host: Host, path = '/etc/cilium/values.yaml'): void {
    this.checkChart('cilium', 'is installed with `cilium install`, which has the chart of helm.cilium.io');
    host.addFile({ path, content: this.toYaml() });
  }

  /** The command that installs the platform's release with the file that `addTo` writes, as its words. */
  installCommand(path = '/etc/cilium/values.yaml'): readonly string[] {
    return ['cilium', 'install', '--version', this.version, '--values', path];
  }

  /**
   * The chart for Argo CD, at the platform's release. Hubble's certificates are made by a Job unless the values say otherwise.
   * @throws InvalidFieldError for values that render differently each time, or in Argo CD than on a cluster
   */
  argoSource(): CiliumArgoSource {
    this.checkChart('cilium', 'comes from helm.cilium.io with Argo CD');
    if (!/^\d+\.\d+\.\d+/.test(this.version)) {
      Field.of(this)
        .at('version')
        .fail(this.version, 'is no release of the chart', 'Set cilium.version of the platform with its patch release.');
    }
    this.refuseAutomaticClass('Argo CD renders the chart without the cluster, and the class would be missing');
    const deviations = new Map(this.settings.deviations());
    if (this.settings.isOn('hubble.enabled')) {
      if (this.settings.written.get(TLS_METHOD) === 'helm') {
        this.settings.fail(
          TLS_METHOD,
          'makes new certificates with each rendering, so Argo CD never gets to an end',
          'Leave it out, which means "cronJob" here, or write "certmanager".',
        );
      }
      if (!this.settings.has(TLS_METHOD)) deviations.set(TLS_METHOD, 'cronJob');
    }
    return {
      repoURL: 'https://helm.cilium.io',
      chart: 'cilium',
      targetRevision: this.version,
      values: this.treeWith(deviations),
    };
  }

  /** @internal Where Helm does not see the CRDs of the Gateway API, `auto` makes no class. */
  refuseAutomaticClass(why: string): void {
    if (this.settings.written.get(CLASS_CREATE) !== 'auto') return;
    this.settings.fail(CLASS_CREATE, `makes a class only where Helm sees the CRDs: ${why}`, 'Write "true" or "false".');
  }

  /** @internal */
  checkChart(chart: CiliumChart, why: string): void {
    if (this.chart === chart) return;
    Field.of(this)
      .at('chart')
      .fail(this.chart, `are the defaults of another chart: Cilium ${why}`, `Set chart to "${chart}".`);
  }

  private treeWith(values: ReadonlyMap<string, unknown>): ValuesTree {
    const tree = sorted(merged(treeOf(values), this.unchecked?.values ?? {}));
    return isTree(tree) ? tree : {};
  }

  private checkHatch(field: Field, { values, reason }: UncheckedCiliumValues): void {
    if (typeof reason !== 'string' || reason.trim() === '' || /\p{Cc}/u.test(reason)) {
      field.at('reason').fail(reason, 'is no reason', 'Say in one line why the values are needed.');
    }
    checkUnchecked(field.at('values'), values);
  }
}
