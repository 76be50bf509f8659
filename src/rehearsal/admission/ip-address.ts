/** Loaded when the first address is met: Node's network takes as long to load as a set of CRDs. */
function net(): typeof import('node:net') {
  return require('node:net');
}

export function isIPv4(text: string): boolean {
  return net().isIPv4(text);
}

/** Without a zone, which addresses of a machine may have, and those of a cluster not. */
export function isIPv6(text: string): boolean {
  return !text.includes('%') && net().isIPv6(text);
}
