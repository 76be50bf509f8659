import { isIPv4, isIPv6 } from './ip-address';

/** True if a text has a format; those that no known schema uses are taken to be there. */
export function hasFormat(format: string, value: string): boolean {
  switch (format) {
    case 'ipv4':
      return isSloppyIPv4(value) || (value.includes('.') && isIPv6(value));
    case 'cidr':
      return isCidr(value);
    case 'date':
      return DATE.test(value) && !Number.isNaN(Date.parse(value));
    case 'ipv6':
      return isIPv6(value);
    case 'byte':
      return isBase64(value);
    case 'date-time':
      return DATE_TIME.test(value) && !Number.isNaN(Date.parse(value));
    case QUANTITY:
      return QUANTITIES.test(value.trim());
    default:
      return true;
  }
}

/** Amounts of CPU, memory and the like; built-in kinds read them as texts or numbers. */
export const QUANTITY = 'quantity';

/** Source: k8s.io/apimachinery v0.36, pkg/api/resource/quantity.go. */
const QUANTITIES = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

const DATE = /^\d{4}-\d\d-\d\d$/;

/** Schemas are read as Go once read addresses, where numbers may begin with zeros. Source: k8s.io/kube-openapi, strfmt. */
function isSloppyIPv4(text: string): boolean {
  return isIPv4(text.replace(/(^|\.)0+(?=\d)/g, '$1'));
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const most = isIPv6(address) ? 128 : 32;
  return more.length === 0 && (most === 128 || isSloppyIPv4(address)) && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

/** As Go reads it: padded, with line breaks anywhere. */
function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}
