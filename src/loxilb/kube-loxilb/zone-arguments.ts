import { parseAddress, parseCidr } from '../../platform/ip-range';
import { checkCount, checkInteger } from '../../resource/checks';
import type { Field } from '../../resource/field';
import type { KubeLoxilbArguments } from './kube-loxilb-arguments';

/** @throws InvalidFieldError for zones, roles and networks that contradict each other */
export function checkZones(field: Field, args: KubeLoxilbArguments): void {
  const { zone, zoneInstances, noZoneName, roles, uniqueIp, excludeRoles, loxiUrls, privateCidr } = args;
  if (zone !== undefined) checkZone(field.at('zone'), zone);
  if (noZoneName === true && zone !== undefined) {
    field.at('noZoneName').fail(noZoneName, 'is ignored beside a zone', 'Leave one of the two out.');
  }
  if (zoneInstances !== undefined) {
    checkInteger(field.at('zoneInstances'), zoneInstances, 1, 64);
    if (zoneInstances > 1 && !(roles === true && uniqueIp === true)) {
      field
        .at('zoneInstances')
        .fail(zoneInstances, 'spread VIPs over elections, which needs both', 'Set roles and uniqueIp.');
    }
  }
  if (excludeRoles !== undefined) {
    const place = field.at('excludeRoles');
    if (loxiUrls !== undefined) {
      place.fail(
        excludeRoles,
        'is read only where LoxiLB runs in the cluster',
        'Leave the host out of loxiUrls instead.',
      );
    }
    checkCount(place, excludeRoles, 1, 128);
    for (const [index, address] of excludeRoles.entries()) {
      if (parseAddress(address)?.family !== 4) {
        place.item(index).fail(address, 'is no IPv4 address', 'Write the address of a node.');
      }
    }
  }
  if (privateCidr !== undefined && parseCidr(privateCidr, { hostBits: true })?.family !== 4) {
    field.at('privateCidr').fail(privateCidr, 'is no IPv4 network', 'Write it as "10.0.0.0/24".');
  }
}

/** @throws InvalidFieldError for a name that kube-loxilb would not read back */
export function checkZone(field: Field, zone: string): void {
  if (/^[a-z0-9]{1,30}$/.test(zone)) return;
  field.fail(
    zone,
    'is no name of a zone: it begins the hostname in the status of a Service, and kube-loxilb reads it back up to the first "-"',
    'Use at most 30 lower-case letters and digits.',
  );
}
