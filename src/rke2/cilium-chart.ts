import { type CiliumChart, operatorTolerates } from '../platform/cilium-values';
import type { Field } from '../resource/field';
import type { Rke2Config } from './config-file';

/** Values of Cilium's chart, as plain data. `CiliumValues` has it all. */
export interface CiliumChartData {
  /** `rke2-cilium` for the chart that RKE2 brings. */
  readonly chart: CiliumChart;
  /** Release of Cilium. */
  readonly version: string;
  /** The values, in the chart's shape. */
  readonly tree: Readonly<Record<string, unknown>>;
}

/** @throws InvalidFieldError if the values and the server would have it differently */
export function checkCiliumChart(field: Field, data: CiliumChartData, config: Rke2Config): void {
  const { chart, tree } = data;
  const bundled = config.cni !== 'none';
  if (bundled !== (chart === 'rke2-cilium')) {
    field
      .at('chart')
      .fail(
        chart,
        `is the chart of the values, and the server has cni: ${JSON.stringify(config.cni)}`,
        bundled ? 'Make the values with chart: "rke2-cilium".' : 'Make the values with chart: "cilium".',
      );
  }
  const values = field.at('tree');
  const replaces = String(tree.kubeProxyReplacement) === 'true';
  const noKubeProxy = config['disable-kube-proxy'] === true;
  if (replaces !== noKubeProxy) {
    values
      .at('kubeProxyReplacement')
      .fail(
        tree.kubeProxyReplacement,
        noKubeProxy ? 'leaves the cluster without Services: there is no kube-proxy' : 'runs beside kube-proxy',
        noKubeProxy ? 'Set it to true.' : 'Set disableKubeProxy: true.',
      );
  }
  checkApiServer(values.at('k8sServiceHost'), tree, config);
  checkNodePorts(values.at('nodePort').at('range'), tree, config);
  checkOperator(values.at('operator').at('tolerations'), data, config);
}

/** Cilium reaches the API server by it before there are Services, and the certificate has to have it. */
function checkApiServer(field: Field, { k8sServiceHost: host }: CiliumChartData['tree'], config: Rke2Config): void {
  if (typeof host !== 'string' || host === 'auto') return;
  const sans = config['tls-san'];
  const names = ['localhost', '127.0.0.1', config['advertise-address'], ...(Array.isArray(sans) ? sans : [sans])];
  if (!names.includes(host)) {
    field.fail(
      host,
      'is not in the certificate of the API server',
      'Give "localhost", the address of addresses.apiEndpoint, or add it to tlsSan.',
    );
  }
}

function checkNodePorts(field: Field, { nodePort }: CiliumChartData['tree'], config: Rke2Config): void {
  const range = typeof nodePort === 'object' && nodePort !== null && 'range' in nodePort ? nodePort.range : undefined;
  const ours = String(config['service-node-port-range'] ?? '30000-32767');
  const theirs = range === undefined ? '30000-32767' : String(range).replace(',', '-');
  if (ours !== theirs) {
    field.fail(
      range,
      `is not the range of NodePorts of the API server, ${ours}`,
      `Set nodePort.range of Cilium to "${ours.replace('-', ',')}", or change serviceNodePortRange.`,
    );
  }
}

/** Without an agent the operator has nowhere else to run, and without it there are no gateways. */
function checkOperator(field: Field, { chart, version, tree }: CiliumChartData, config: Rke2Config): void {
  const taints = config['node-taint'];
  const known = operatorTolerates(chart, version);
  const { operator } = tree;
  const given = typeof operator === 'object' && operator !== null && 'tolerations' in operator;
  if (!Array.isArray(taints) || known === 'all' || given) return;
  const keeping = taints.find(
    (taint) => !/:PreferNoSchedule$/.test(taint) && !known.includes(taint.split(/[=:]/)[0] ?? ''),
  );
  if (keeping === undefined) return;
  field.fail(
    undefined,
    `leave out the taint of this server, ${keeping}, so Cilium's operator stays pending until an agent joins`,
    'Give nodeTaints of the servers as serverTaints to CiliumValues.',
  );
}
