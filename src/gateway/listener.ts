import type { IConstruct } from 'constructs';
import { nearest } from '../platform/nearest';
import { Field } from '../resource/field';
import type { ListenerFacts, RouteParent } from '../routes';

/** A Gateway or ListenerSet, as its listeners know it. */
export interface ListenerOwner {
  readonly construct: IConstruct;
  readonly parentKind: 'Gateway' | 'ListenerSet';
  readonly parentName: string;
  readonly parentNamespace?: string;
  /** What its listeners are. */
  readonly listeners: readonly ListenerFacts[];
}

/** One listener of a gateway: what routes attach to. Made by `gateway.listener(name)`. */
export class Listener implements RouteParent {
  /** The listener `name` of an owner; undefined if there is none. */
  static tryOf(owner: ListenerOwner, name: string): Listener | undefined {
    const facts = owner.listeners.find((listener) => listener.name === name);
    return facts && new Listener(owner, facts);
  }

  /** As `tryOf`. @throws InvalidFieldError with the nearest name */
  static of(owner: ListenerOwner, name: string): Listener {
    const found = Listener.tryOf(owner, name);
    if (found) return found;
    const names = owner.listeners.map((listener) => listener.name);
    const field: Field = Field.of(owner.construct).at('listener');
    field.fail(name, 'is the name of no listener here', listed(name, names));
  }

  readonly construct: IConstruct;
  readonly parentKind: 'Gateway' | 'ListenerSet';
  readonly parentName: string;
  readonly parentNamespace?: string;
  /** Its name. */
  readonly sectionName: string;
  readonly listeners: readonly ListenerFacts[];

  private constructor(
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

/** For messages: what there is, and which of it was meant. */
export function listed(given: string, names: readonly string[]): string {
  const near = typeof given === 'string' ? nearest(given, names) : undefined;
  return `It has ${names.map((each) => `"${each}"`).join(', ')}.${near === undefined ? '' : ` Did you mean "${near}"?`}`;
}
