import { addressAt, contains, type IpRange, overlaps, parseCidr, rangeOf, sizeOf } from '../../platform/ip-range';
import type { Settings } from './settings';

const HOST = 'k8sServiceHost';
const PORT = 'k8sServicePort';
const POOL = 'ipam.operator.clusterPoolIPv4PodCIDRList';
const MASK = 'ipam.operator.clusterPoolIPv4MaskSize';
const NATIVE = 'ipv4NativeRoutingCIDR';

/** What the address plan says, where nothing is given. */
export function fillAddresses(settings: Settings): void {
  const { addresses } = settings;
  const elsewhere = settings.has('k8sServiceHostRef.name') || settings.has('k8s.apiServerURLs');
  if (addresses && !elsewhere) settings.fill(HOST, addresses.apiEndpoint);
  if (settings.has(HOST)) settings.fill(PORT, '6443');
  const podsAreIpv4 = addresses !== undefined && parseCidr(addresses.podCidr)?.family === 4;
  if (podsAreIpv4 && settings.read('ipam.mode') === 'cluster-pool') settings.fill(POOL, [addresses.podCidr]);
  if (podsAreIpv4 && settings.read('routingMode') === 'native') settings.fill(NATIVE, addresses.podCidr);
  if (addresses?.nodes.size === 1) settings.fill('operator.replicas', 1);
}

/** @throws InvalidFieldError for addresses that agents cannot use, or that the plan gives to something else */
export function checkAddresses(settings: Settings): void {
  checkApiServer(settings);
  checkPool(settings);
  checkNodePorts(settings);
  if (settings.read('routingMode') === 'native') checkNativeRouting(settings);
  else if (settings.isOn('autoDirectNodeRoutes')) {
    settings.fail('autoDirectNodeRoutes', 'needs routingMode "native"', 'Set routingMode, or leave it out.');
  }
  if (settings.number('operator.replicas') < 1) {
    settings.fail('operator.replicas', 'leaves nobody to make gateways', 'Use 1 or more.');
  }
  const nodes = settings.addresses?.nodes.size ?? 0;
  if (nodes > 0 && settings.number('operator.replicas') > nodes) {
    const count = `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
    settings.fail('operator.replicas', `is more than the ${count} of the address plan`, `Use at most ${nodes}.`);
  }
}

function checkApiServer(settings: Settings): void {
  const ways = [HOST, 'k8sServiceHostRef.name', 'k8s.apiServerURLs'].filter((path) => settings.has(path));
  const [first, second] = ways;
  if (first !== undefined && second !== undefined) {
    settings.fail(second, `is given beside ${first}`, 'The chart takes one of them: leave the other out.');
  }
  if (settings.has('k8sServiceHostRef.name') !== settings.has('k8sServiceHostRef.key')) {
    const path = settings.has('k8sServiceHostRef.name') ? 'k8sServiceHostRef.key' : 'k8sServiceHostRef.name';
    settings.fail(path, 'is missing', 'Give name and key of the ConfigMap.');
  }
  if (first === undefined) {
    if (!settings.isOn('kubeProxyReplacement')) return;
    settings.fail(
      HOST,
      'is missing: without kube-proxy agents have no other way to the API servers',
      'Give addresses, or write "localhost" on RKE2.',
    );
  }
  const host = settings.text(HOST);
  if (host === undefined) return;
  if (host === 'auto') {
    settings.fail(HOST, 'works with kubeadm only: RKE2 has no kube-public/cluster-info', 'Write "localhost" on RKE2.');
  }
  if (!/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/.test(host) || (host.includes(':') && !rangeOf(host))) {
    settings.fail(HOST, 'is neither an address nor a name', 'Leave out scheme and port: k8sServicePort has it.');
  }
  const { addresses } = settings;
  if (addresses && !['localhost', '127.0.0.1', addresses.apiEndpoint].includes(host)) {
    settings.fail(
      HOST,
      `is not where the address plan has the API servers, ${addresses.apiEndpoint}`,
      'Leave it out, write "localhost" on RKE2, or correct apiEndpoint of the plan.',
    );
  }
}

function checkPool(settings: Settings): void {
  const { addresses } = settings;
  if (settings.read('ipam.mode') !== 'cluster-pool') {
    for (const path of [POOL, MASK]) {
      if (!settings.has(path)) continue;
      settings.fail(
        path,
        `is for ipam.mode "cluster-pool", and it is "${settings.read('ipam.mode')}"`,
        'Leave it out.',
      );
    }
    return;
  }
  if (!settings.has(POOL)) {
    settings.fail(
      POOL,
      'is the default of the chart, which takes in Services, nodes and VIPs of most private networks',
      addresses ? 'podCidr is IPv6: set ipam.mode "kubernetes".' : 'Give addresses, a list, or ipam.mode "kubernetes".',
    );
  }
  const ranges = settings.texts(POOL).map((cidr, index) => checkedIpv4(settings, POOL, cidr, index));
  if (ranges.length === 0) settings.fail(POOL, 'is empty', 'Leave it out, or give a network.');
  checkMask(settings, ranges);
  if (!addresses) return;
  const pods = parseCidr(addresses.podCidr);
  for (const [index, range] of ranges.entries()) {
    const outside = (title: string): never =>
      settings
        .at(POOL)
        .item(index)
        .fail(settings.texts(POOL)[index], `${title} of the address plan`, `Leave it out: it is ${addresses.podCidr}.`);
    for (const [name, network] of addresses.networks) if (overlaps(network, range)) outside(`overlaps network ${name}`);
    for (const { name, range: vips } of addresses.vipPools.values()) {
      if (overlaps(vips, range)) outside(`overlaps VIP pool ${name}`);
    }
    const services = parseCidr(addresses.serviceCidr);
    if (services && overlaps(services, range)) outside('overlaps serviceCidr');
    if (!pods || !contains(pods, range)) outside('lies outside of podCidr');
  }
}

/** Each node gets a network of the mask's size out of the pool. */
function checkMask(settings: Settings, ranges: readonly IpRange[]): void {
  const mask = settings.number(MASK);
  if (mask < 1 || mask > 30) settings.fail(MASK, 'is no prefix length for a node', 'Use 1 to 30; 24 is usual.');
  const perNode = 1n << BigInt(32 - mask);
  const nodes = ranges.reduce((sum, range) => sum + sizeOf(range) / perNode, 0n);
  const needed = Math.max(settings.addresses?.nodes.size ?? 0, 1);
  if (ranges.some((range) => sizeOf(range) < perNode) || nodes < BigInt(needed)) {
    const has = `${nodes} ${nodes === 1n ? 'network' : 'networks'}`;
    const cure = 'Use a longer prefix, such as 26, or a larger pool.';
    settings.fail(MASK, `leaves the pool with ${has} for nodes, of ${needed} at least`, cure);
  }
}

function checkNodePorts(settings: Settings): void {
  const range = settings.text('nodePort.range');
  const [, from = '', to = ''] = /^(\d{1,5}),(\d{1,5})$/.exec(range ?? '') ?? [];
  if (from === '' || Number(from) < 1 || Number(to) > 65535 || Number(from) > Number(to)) {
    settings.fail('nodePort.range', 'is no range of ports', 'Write first and last port, "30000,32767".');
  }
  if (!settings.has('nodePort.addresses')) return;
  const networks = settings.texts('nodePort.addresses').map((cidr, index) => {
    const parsed = parseCidr(cidr);
    if (parsed) return parsed;
    return settings
      .at('nodePort.addresses')
      .item(index)
      .fail(cidr, 'is no network', 'Write it as "192.168.57.0/24", without host bits.');
  });
  for (const [name, address] of settings.addresses?.nodes ?? []) {
    const node = rangeOf(address);
    if (node && networks.some((network) => contains(network, node))) continue;
    settings.fail(
      'nodePort.addresses',
      `has no network of node ${name}, ${address}, which LoxiLB sends to`,
      'Add its network.',
    );
  }
}

function checkNativeRouting(settings: Settings): void {
  const { addresses } = settings;
  if (!settings.has(NATIVE)) {
    settings.fail(NATIVE, 'is missing, and routingMode "native" needs it', 'Write the addresses of pods.');
  }
  const range = checkedIpv4(settings, NATIVE, settings.text(NATIVE) ?? '');
  const pods = addresses && parseCidr(addresses.podCidr);
  if (pods && !contains(range, pods)) {
    settings.fail(NATIVE, `does not have all of podCidr of the address plan, ${addresses.podCidr}`, 'Leave it out.');
  }
}

function checkedIpv4(settings: Settings, path: string, cidr: string, index?: number): IpRange {
  const range = parseCidr(cidr);
  if (range?.family === 4) return range;
  const field = index === undefined ? settings.at(path) : settings.at(path).item(index);
  const lies = parseCidr(cidr, { hostBits: true });
  const cure =
    lies?.family === 4
      ? `It has host bits: write ${addressAt(lies, 0n)}/${cidr.split('/')[1]}.`
      : 'Write it as "10.42.0.0/16".';
  return field.fail(cidr, 'is no IPv4 network', cure);
}
