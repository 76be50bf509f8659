import { LB_MODES, type Platform } from '../platform';
import { isUntagged } from '../platform/loxilb-annotations';
import { checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';
import { writeAddresses } from './addresses';
import { AnnotationWriter } from './annotation-writer';
import { writePlacement } from './placement';
import { writeProbe } from './probe';
import type { EndpointSelection, LoxilbServiceOptions } from './service-options';
import { checkSeconds } from './timeout';

/** Words of `loxilb.io/epselect`. */
const EPSELECT: Readonly<Record<EndpointSelection, string>> = {
  roundrobin: 'rr',
  hash: 'hash',
  persist: 'persist',
  leastConnections: 'lc',
  n2: 'n2',
  n3: 'n3',
};

const OPTIONS: Readonly<Record<keyof LoxilbServiceOptions, true>> = {
  mode: true,
  liveness: true,
  probe: true,
  endpointSelection: true,
  timeout: true,
  pool: true,
  secondaryPools: true,
  staticIP: true,
  secondaryIPs: true,
  ipam: true,
  zone: true,
  zoneInstance: true,
  nodeLabel: true,
  preferLocalPod: true,
  podNetwork: true,
  externalEndpoint: true,
  proxyProtocolV2: true,
  egress: true,
  multusNetworks: true,
};

/**
 * The annotations of a Service: only what is given, in the words that kube-loxilb knows.
 * @param field the prop that holds the options
 * @throws InvalidFieldError for what kube-loxilb would ignore without a word, and what LoxiLB would refuse forever
 */
export function loxilbAnnotations(
  field: Field,
  options: LoxilbServiceOptions,
  platform: Platform,
): Record<string, string> {
  if (typeof options !== 'object' || options === null) field.fail(options, 'are no options', 'Write { … }.');
  for (const key of Object.keys(options)) {
    checkOneOf(field.at(key), key, Object.keys(OPTIONS), 'an option of LoxiLB');
  }
  const writer = new AnnotationWriter(platform);
  checkMode(field.at('mode'), options);
  writer.set(field.at('mode'), 'lbmode', options.mode);
  writer.setYesNo(field.at('liveness'), 'liveness', options.liveness);
  writeProbe(field.at('probe'), options.probe, writer);
  writer.set(
    field.at('endpointSelection'),
    'epselect',
    selectionOf(field.at('endpointSelection'), options.endpointSelection, platform),
  );
  const { timeout } = options;
  if (timeout !== undefined) checkSeconds(field.at('timeout'), timeout);
  writer.set(field.at('timeout'), 'timeout', timeout === undefined ? undefined : String(timeout));
  writeAddresses(field, options, writer);
  writePlacement(field, options, writer);
  writer.setYesNo(field.at('proxyProtocolV2'), 'useproxyprotov2', options.proxyProtocolV2);
  writer.setYesNo(field.at('egress'), 'egress', options.egress);
  return writer.annotations;
}

/** The VIPs that stand for every address, by family. */
const ANY_ADDRESS = ['0.0.0.0', '::'];

function checkMode(field: Field, options: LoxilbServiceOptions): void {
  const { mode, endpointSelection, podNetwork, staticIP, pool } = options;
  if (mode === undefined) return;
  checkOneOf(field, mode, LB_MODES, 'a LoxiLB mode');
  if (mode === 'dsr' && endpointSelection !== 'hash') {
    field.fail(mode, 'needs the endpoint selection "hash"', 'Set endpointSelection to "hash", or use another mode.');
  }
  if (mode === 'dsr' && podNetwork !== true) {
    field.fail(
      mode,
      'needs the same port on LoxiLB and endpoint, which a node port never is',
      'Set podNetwork, or use another mode.',
    );
  }
  // A pool may hold 0.0.0.0 alone; only kube-loxilb's flags tell.
  const anyAddress = staticIP === undefined ? pool !== undefined : ANY_ADDRESS.includes(staticIP);
  if (mode === 'hostonearm' && !anyAddress) {
    field.fail(mode, 'is for the VIP 0.0.0.0 only', 'Set staticIP to "0.0.0.0", or use another mode.');
  }
}

function selectionOf(field: Field, selection: EndpointSelection | undefined, platform: Platform): string | undefined {
  if (selection === undefined) return undefined;
  const word: string = selection;
  if (word === 'n2det') {
    field.fail(word, 'is unknown to LoxiLB: kube-loxilb sends a number for it that LoxiLB takes for n3', 'Use "n2".');
  }
  checkOneOf(field, word, Object.keys(EPSELECT), 'an endpoint selection of LoxiLB');
  if (selection === 'n3' && isUntagged(platform.kubeLoxilb)) {
    field.fail(
      selection,
      `is sent by kube-loxilb ${platform.kubeLoxilb} as a number that LoxiLB refuses`,
      'Use kube-loxilb v0.9.8.4, or another endpoint selection.',
    );
  }
  return EPSELECT[selection];
}
