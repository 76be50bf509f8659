import { isValid, parse } from 'ipaddr.js';
import { checkOneOf, checkUnique } from '../resource/checks';
import type { Field } from '../resource/field';
import type { AnnotationWriter } from './annotation-writer';
import type { LoxilbServiceOptions } from './service-options';

const FAMILIES = ['ipv4', 'ipv6', 'ipv6to4'] as const;

/** Most secondary addresses that kube-loxilb takes. */
export const MOST_SECONDARY_IPS = 3;

/**
 * Writes the annotations that say which VIPs a Service gets.
 * @throws InvalidFieldError for what kube-loxilb would drop without a word, or refuse forever
 */
export function writeAddresses(field: Field, options: LoxilbServiceOptions, writer: AnnotationWriter): void {
  const { ipam, pool, staticIP } = options;
  if (ipam !== undefined) checkOneOf(field.at('ipam'), ipam, FAMILIES, 'an address family of LoxiLB');
  writer.set(field.at('ipam'), 'ipam', ipam);
  if (pool !== undefined) checkPool(field.at('pool'), pool);
  writer.set(field.at('pool'), 'poolSelect', pool);
  writeSecondaryPools(field, options, writer);
  if (staticIP !== undefined) checkIp(field.at('staticIP'), staticIP, familyOf(ipam));
  writer.set(field.at('staticIP'), 'staticIP', staticIP);
  writeSecondaryIps(field, options, writer);
}

function writeSecondaryPools(field: Field, options: LoxilbServiceOptions, writer: AnnotationWriter): void {
  const { secondaryPools, secondaryIPs, ipam } = options;
  if (secondaryPools === undefined) return;
  const place = field.at('secondaryPools');
  checkList(place, secondaryPools);
  if (secondaryIPs !== undefined) {
    place.fail(secondaryPools, 'stands beside secondaryIPs, and kube-loxilb takes one of the two', 'Leave one out.');
  }
  if (familyOf(ipam) !== 'ipv4') {
    place.fail(secondaryPools, `is for IPv4 only, and ipam is "${ipam}"`, 'Leave it out.');
  }
  if (secondaryPools.length === 0) place.fail(secondaryPools, 'has no pool', 'Leave it out.');
  for (const [index, name] of secondaryPools.entries()) checkPool(place.item(index), name);
  checkUnique(place, secondaryPools, (name) => name, 'pool');
  writer.set(place, 'poolSelectSecondary', secondaryPools.join(','));
}

function writeSecondaryIps(field: Field, options: LoxilbServiceOptions, writer: AnnotationWriter): void {
  const { secondaryIPs, ipam } = options;
  if (secondaryIPs === undefined) return;
  const place = field.at('secondaryIPs');
  checkList(place, secondaryIPs);
  if (secondaryIPs.length < 1 || secondaryIPs.length > MOST_SECONDARY_IPS) {
    place.fail(
      secondaryIPs,
      'are not one to three addresses, and kube-loxilb drops such a list',
      'Give one, two or three.',
    );
  }
  for (const [index, ip] of secondaryIPs.entries()) checkIp(place.item(index), ip, familyOf(ipam));
  checkUnique(place, secondaryIPs, (ip) => parse(ip).toNormalizedString(), 'address');
  writer.set(place, 'secondaryIPs', secondaryIPs.join(','));
}

function checkList(field: Field, list: readonly string[]): void {
  if (!Array.isArray(list)) field.fail(list, 'is no list', 'Write a list of texts.');
}

type Family = 'ipv4' | 'ipv6';

/** Family of the VIP. */
function familyOf(ipam: LoxilbServiceOptions['ipam']): Family {
  return ipam === 'ipv6' || ipam === 'ipv6to4' ? 'ipv6' : 'ipv4';
}

/** A pool as it stands in `--cidrPools`: anything but what divides the list. */
const POOL = /^[^\s,=]+$/;

function checkPool(field: Field, pool: string): void {
  if (typeof pool !== 'string' || !POOL.test(pool)) {
    field.fail(pool, 'is no name of a pool', 'Write the name as in --cidrPools, without blanks, commas and "=".');
  }
}

/** Four numbers without leading zeros: other spellings are addresses to some parsers and to others not. */
const IPV4 = /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/;

/** True for one address, without mask, zone or blanks. */
export function isIp(text: string): boolean {
  if (typeof text !== 'string' || text.includes('%') || !isValid(text)) return false;
  return text.includes(':') || IPV4.test(text);
}

function checkIp(field: Field, ip: string, family: Family): void {
  if (!isIp(ip))
    field.fail(ip, 'is no IP address', 'Write a single address, such as "192.168.57.100": no mask, no name.');
  if (parse(ip).kind() !== family) {
    const cure =
      family === 'ipv4' ? 'Set ipam to "ipv6" or "ipv6to4" for an IPv6 VIP.' : 'Leave ipam out for an IPv4 VIP.';
    field.fail(ip, `is no address of family ${family}`, cure);
  }
}
