export { Host, type HostProps } from './host';
export { HOSTS_MANIFEST, type HostFile } from './host-file';
export { type HostTreeFile, hostTree } from './host-tree';
