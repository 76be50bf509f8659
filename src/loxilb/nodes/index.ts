export { LoxilbDaemonSet, type LoxilbDaemonSetProps } from './loxilb-daemon-set';
export { LOXILB_IMAGE, LoxilbNode, type LoxilbNodeProps } from './loxilb-node';
export type { LoxilbOptions, LoxilbTls } from './loxilb-options';
export { LoxilbTopology } from './loxilb-topology';
export type { ContainerRuntime } from './loxilb-unit';
export { TopologyError } from './topology-error';
export type { BfdOptions, ConnectionSyncOptions, SynchronizedMode, TopologyBgp } from './topology-options';
