export type { KubeLoxilbArguments } from './kube-loxilb-arguments';
