import { isZoneInstance } from '../platform/annotation-problem';
import { checkQualifiedName, isDnsSubdomain } from '../resource/checks';
import type { Field } from '../resource/field';
import type { AnnotationWriter } from './annotation-writer';
import type { LoxilbServiceOptions } from './service-options';

/**
 * Writes the annotations that say which kube-loxilb serves, and what it sends to.
 * @throws InvalidFieldError for what kube-loxilb would skip without a word, or refuse forever
 */
export function writePlacement(field: Field, options: LoxilbServiceOptions, writer: AnnotationWriter): void {
  writeZone(field, options, writer);
  writeNodeLabel(field.at('nodeLabel'), options.nodeLabel, writer);
  writer.setYesNo(field.at('preferLocalPod'), 'prefLocalPod', options.preferLocalPod);
  writer.setYesNo(field.at('podNetwork'), 'usepodnetwork', options.podNetwork);
  writer.setYesNo(field.at('externalEndpoint'), 'useExternalEndpoint', options.externalEndpoint);
  writeMultus(field.at('multusNetworks'), options.multusNetworks, writer);
}

function writeZone(field: Field, { zone, zoneInstance }: LoxilbServiceOptions, writer: AnnotationWriter): void {
  if (zone !== undefined && !/^[a-z0-9]+$/.test(zone)) {
    const cure = 'Use lower-case letters and digits: kube-loxilb cannot read back a name with "-".';
    field.at('zone').fail(zone, 'is no name of a zone', cure);
  }
  writer.set(field.at('zone'), 'zoneselect', zone);
  if (zoneInstance === undefined) return;
  const place = field.at('zoneInstance');
  if (!isZoneInstance(zoneInstance)) {
    place.fail(zoneInstance, 'is no name of an instance', 'Write "<zone>-inst<number>", such as "llb-inst0".');
  }
  if (zone !== undefined && !zoneInstance.startsWith(`${zone}-`)) {
    place.fail(zoneInstance, `is not of the zone "${zone}"`, 'Name an instance of that zone.');
  }
  writer.set(place, 'zoneinstance', zoneInstance);
}

function writeNodeLabel(field: Field, nodeLabel: string | undefined, writer: AnnotationWriter): void {
  if (nodeLabel === undefined) return;
  checkLabelKey(field, nodeLabel);
  writer.set(field, 'nodelabel', nodeLabel);
}

/** A key of a label, and no value with it. @throws InvalidFieldError */
export function checkLabelKey(field: Field, text: string): void {
  if (typeof text !== 'string') field.fail(text, 'is no text', 'Give the key of a label.');
  const equals = text.indexOf('=');
  if (equals >= 0) {
    field.fail(text, 'has a value, and kube-loxilb asks for the key alone', `Write "${text.slice(0, equals)}".`);
  }
  checkQualifiedName(field, text);
}

function writeMultus(field: Field, networks: readonly string[] | undefined, writer: AnnotationWriter): void {
  if (networks === undefined) return;
  if (!Array.isArray(networks) || networks.length === 0) {
    field.fail(networks, 'is no list of networks', 'Name at least one, or leave it out.');
  }
  for (const [index, network] of networks.entries()) {
    const parts = String(network).split('/');
    if (parts.length > 2 || !parts.every(isDnsSubdomain)) {
      field.item(index).fail(network, 'is no network of Multus', 'Write "net" or "namespace/net".');
    }
  }
  writer.set(field, 'multus-nets', networks.join(','));
}
