import { isIPv4, isIPv6 } from './ip-address';

/** True if a text has a format; those that no known schema uses are taken to be there. */
export function hasFormat(format: string, value: string): boolean {
  switch (format) {
    case 'ipv4':
      return isIPv4(value);
    case 'ipv6':
      return isIPv6(value);
    case 'byte':
      return isBase64(value);
    case 'date-time':
      return DATE_TIME.test(value) && !Number.isNaN(Date.parse(value));
    case QUANTITY:
      return QUANTITIES.test(value);
    default:
      return true;
  }
}

/** Amounts of CPU, memory and the like; built-in kinds read them as texts or numbers. */
export const QUANTITY = 'quantity';

/** Source: k8s.io/apimachinery v0.36, pkg/api/resource/quantity.go. */
const QUANTITIES = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/** As Go reads it: padded, with line breaks anywhere. */
function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}
