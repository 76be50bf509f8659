import type { IConstruct } from 'constructs';
import type { ListenerFacts, RouteParent } from '../routes';

/** A Gateway or ListenerSet, as its listeners know it. */
export interface ListenerOwner {
  readonly construct: IConstruct;
  readonly parentKind: 'Gateway' | 'ListenerSet';
  readonly parentName: string;
  readonly parentNamespace?: string;
}

/** One listener of a gateway: what routes attach to. Made by `gateway.listener(name)`. */
export class Listener implements RouteParent {
  readonly construct: IConstruct;
  readonly parentKind: 'Gateway' | 'ListenerSet';
  readonly parentName: string;
  readonly parentNamespace?: string;
  /** Its name. */
  readonly sectionName: string;
  readonly listeners: readonly ListenerFacts[];

  constructor(
    owner: ListenerOwner,
    /** What it is. */
    readonly facts: ListenerFacts,
  ) {
    this.construct = owner.construct;
    this.parentKind = owner.parentKind;
    this.parentName = owner.parentName;
    if (owner.parentNamespace !== undefined) this.parentNamespace = owner.parentNamespace;
    this.sectionName = facts.name;
    this.listeners = [facts];
  }
}
