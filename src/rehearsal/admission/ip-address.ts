/** Loaded when the first address is met: Node's network takes as long to load as a set of CRDs. */
function net(): typeof import('node:net') {
  return require('node:net');
}

export function isIPv4(text: string): boolean {
  return net().isIPv4(text);
}

export function isIPv6(text: string): boolean {
  return net().isIPv6(text);
}
