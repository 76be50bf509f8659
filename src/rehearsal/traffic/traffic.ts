import type { Cluster } from '../cluster';
import type { Route } from '../controller/api-kinds';
import type { ControlledGateway } from '../controller/controlled-gateways';
import type { Listener } from '../controller/listener';
import { namespaceOf } from '../inventory';
import { Backends } from './backends';
import { clientProblem } from './client-certificates';
import { gatewayFor } from './gateway-choice';
import { httpAnswer } from './http-answer';
import { mostSpecific, servingListeners } from './listener-choice';
import type { Outcome } from './outcome';
import { type Incoming, incomingOf, type TrafficRequest } from './request';
import { attachedRoutes, type Entry, RouteTable, titleOf } from './route-table';
import { streamAnswer } from './stream-answer';

/** What to do besides. */
export interface SendOptions {
  /** Say each step, and why each candidate lost. @default false */
  readonly explain?: boolean;
  /** Called with the match that wins. */
  readonly onMatch?: (entry: Entry) => void;
}

/** The proxy of a cluster's Gateways: where a request goes, and how it is changed. */
export class Traffic {
  private readonly backends: Backends;
  private readonly http: ReadonlyMap<Listener, readonly Route[]>;
  private readonly streams: ReadonlyMap<Listener, readonly Route[]>;
  private readonly tables = new Map<string, RouteTable>();

  constructor(private readonly cluster: Cluster) {
    const { attachments } = cluster.controller;
    this.backends = new Backends(cluster);
    this.http = attachedRoutes(attachments, ['HTTPRoute', 'GRPCRoute']);
    this.streams = attachedRoutes(attachments, ['TLSRoute', 'TCPRoute', 'UDPRoute']);
  }

  /** @throws RequestError for a request that does not say what it needs to */
  send(request: TrafficRequest, { explain = false, onMatch }: SendOptions = {}): Outcome {
    const steps: string[] = [];
    const say = explain ? (step: string) => void steps.push(step) : () => undefined;
    const incoming = incomingOf(request);
    const found = gatewayFor(this.cluster, incoming, request.address, say);
    if (!found) return { connection: 'failed', backends: [], explain: steps };
    const { name } = found.gateway.metadata;
    const gateway = { namespace: namespaceOf(found.gateway), name };
    const rest = this.through(found, incoming, say, onMatch);
    return { gateway, ...rest, backends: rest.backends ?? [], explain: steps };
  }

  /** Every match that a request could reach, each once. */
  get entries(): readonly Entry[] {
    return this.cluster.controller.gateways.all.flatMap(({ listeners }) =>
      listeners.flatMap((listener) => this.tableOf([listener]).entries),
    );
  }

  private through(
    controlled: ControlledGateway,
    incoming: Incoming,
    say: (step: string) => void,
    onMatch: ((entry: Entry) => void) | undefined,
  ): Partial<Outcome> {
    const { implementation } = this.cluster.platform;
    const listeners = servingListeners(controlled, incoming.port, incoming.scheme, this.cluster);
    if (incoming.scheme === 'tls' || incoming.scheme === 'tcp' || incoming.scheme === 'udp') {
      if (listeners.length === 0) return nothingListens(incoming, say);
      return streamAnswer(listeners, this.streams, incoming, this.backends, say);
    }
    const table =
      incoming.scheme === 'https'
        ? this.secure(controlled, listeners, incoming, say)
        : this.plain(listeners, incoming, say);
    if (!(table instanceof RouteTable)) return table;
    const entry = table.find(incoming, say);
    if (!entry) {
      say('no match fits');
      return { status: 404, ...(incoming.protocol === 'GRPC' ? { grpcStatus: 12 } : {}), backends: [] };
    }
    say(`${titleOf(entry)} wins, on listener ${entry.listener.spec.name}`);
    onMatch?.(entry);
    const { route, ruleIndex, matchIndex, listener } = entry;
    return {
      listener: listener.spec.name,
      route: { kind: route.kind, namespace: namespaceOf(route), name: route.metadata.name },
      rule: ruleIndex,
      match: matchIndex,
      ...httpAnswer(entry, incoming, this.backends, implementation, say),
    };
  }

  /** Without isolation, routes of all listeners that the host is of are asked together. */
  private plain(
    listeners: readonly Listener[],
    incoming: Incoming,
    say: (step: string) => void,
  ): RouteTable | Partial<Outcome> {
    if (listeners.length === 0) return nothingListens(incoming, say);
    if (!this.cluster.platform.implementation.supports('GatewayHTTPListenerIsolation')) return this.tableOf(listeners);
    const listener = mostSpecific(listeners, incoming.hostname);
    if (listener) return this.tableOf([listener]);
    say(`no listener is for ${incoming.hostname === '' ? 'an address' : incoming.hostname}`);
    return { status: 404, backends: [] };
  }

  /** The SNI chooses the listener, before there is a request. */
  private secure(
    controlled: ControlledGateway,
    listeners: readonly Listener[],
    incoming: Incoming,
    say: (step: string) => void,
  ): RouteTable | Partial<Outcome> {
    const { implementation } = this.cluster.platform;
    const listener = mostSpecific(listeners, incoming.sni ?? '');
    if (!listener) {
      const passing = servingListeners(controlled, incoming.port, 'tls', this.cluster);
      if (passing.length > 0) return streamAnswer(passing, this.streams, incoming, this.backends, say);
      if (listeners.length === 0) return nothingListens(incoming, say);
      say(`no listener has a certificate for ${incoming.sni ?? 'a client without SNI'}`);
      return { connection: 'failed', backends: [] };
    }
    say(`listener ${listener.spec.name} answers for ${incoming.sni ?? 'a client without SNI'}`);
    if (implementation.supports('GatewayFrontendClientCertificateValidation')) {
      const problem = clientProblem(controlled.gateway, incoming, this.cluster.inventory);
      if (problem !== undefined) {
        say(problem);
        return { listener: listener.spec.name, connection: 'failed', backends: [] };
      }
    }
    if (
      implementation.supports('GatewayHTTPSListenerDetectMisdirectedRequests') &&
      mostSpecific(listeners, incoming.hostname) !== listener
    ) {
      say(`the host ${incoming.host} is not that of the listener: the request is misdirected`);
      return { listener: listener.spec.name, status: 421, backends: [] };
    }
    return this.tableOf([listener]);
  }

  private tableOf(listeners: readonly Listener[]): RouteTable {
    const key = listeners
      .map(({ owner, gateway, spec }) => `${keyOf(gateway)} ${owner.kind} ${keyOf(owner)} ${spec.name}`)
      .join('\n');
    const known = this.tables.get(key);
    if (known) return known;
    const table = new RouteTable(listeners, this.http, this.cluster.platform.implementation.ways.unmatchedHostname);
    this.tables.set(key, table);
    return table;
  }
}

function keyOf(object: Listener['owner']): string {
  return `${namespaceOf(object)}/${object.metadata.name}`;
}

function nothingListens({ port, scheme }: Incoming, say: (step: string) => void): Partial<Outcome> {
  say(`nothing listens for ${scheme} on port ${port}`);
  return { connection: 'failed', backends: [] };
}
