export { NodePreparation, type NodePreparationProps } from './node-preparation';
export { Rke2Agent } from './rke2-agent';
export type {
  ComponentArguments,
  Rke2AgentOptions,
  Rke2AgentProps,
  Rke2NodeOptions,
  Rke2ServerOptions,
  Rke2ServerProps,
  UncheckedRke2Settings,
} from './rke2-options';
export { Rke2Server } from './rke2-server';
