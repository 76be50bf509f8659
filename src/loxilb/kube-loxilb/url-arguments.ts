import { parseAddress } from '../../platform/ip-range';
import { checkUnique } from '../../resource/checks';
import type { Field } from '../../resource/field';
import type { KubeLoxilbArguments } from './kube-loxilb-arguments';

const URL_FORM = /^https?:\/\/([a-z0-9.-]+):(\d{1,5})\/?$/;

/** @throws InvalidFieldError for addresses by which kube-loxilb would not start, or would look into the cluster instead */
export function checkLoxiUrls(field: Field, { loxiUrls, bgp }: KubeLoxilbArguments): void {
  if (loxiUrls === undefined) return;
  const place = field.at('loxiUrls');
  if (loxiUrls.length === 0) {
    place.fail(
      loxiUrls,
      'is empty, so that LoxiLB would be looked for in the cluster',
      'Leave it out, if that is meant.',
    );
  }
  for (const [index, url] of loxiUrls.entries()) checkUrl(place.item(index), url, bgp !== undefined);
  checkUnique(place, loxiUrls, (url) => url.replace(/\/$/, ''), 'LoxiLB');
}

function checkUrl(field: Field, url: string, hasBgp: boolean): void {
  const [, host = '', port = ''] = URL_FORM.exec(url) ?? [];
  const address = parseAddress(host);
  const looksLikeAddress = /^[\d.]+$/.test(host);
  if (host === '' || Number(port) < 1 || Number(port) > 65535 || (looksLikeAddress && address?.family !== 4)) {
    field.fail(
      url,
      'is no address of a LoxiLB, and kube-loxilb would not start',
      'Write scheme, IPv4 address and port, "http://192.168.57.7:11111", without a path.',
    );
  }
  if (hasBgp && !looksLikeAddress) {
    field.fail(url, 'has a name, and with BGP the host becomes the router ID', 'Write the IPv4 address.');
  }
}
