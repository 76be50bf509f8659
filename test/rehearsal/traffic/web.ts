import { type Outcome, Platform, type PlatformProps, Rehearsal, type TrafficRequest } from '../../../src';
import { isManifest, type Manifest } from '../../../src/rehearsal/manifest';
import { GATEWAY_CLASS, gateway, HTTP, IDEAL, route, service } from '../controller/cluster';

/** What every test has: a Gateway `web` in namespace infra with one listener for any host, and Services a, b and c. */
export const WEB = [gateway('web', [HTTP]), service('a'), service('b'), service('c')];

export const TO_WEB = { parentRefs: [{ name: 'web' }] };

/** A rule that sends to a Service. */
export function to(name: string, more: object = {}): object {
  return { backendRefs: [{ name, port: 80 }], ...more };
}

/** An HTTPRoute of the Gateway `web`. */
export function httpRoute(name: string, rules: readonly object[], more: object = {}, metadata: object = {}): object {
  return route('HTTPRoute', name, { ...TO_WEB, rules, ...more }, metadata);
}

/** The rehearsal of objects, with those that every test has. */
export function rehearse(objects: readonly object[], props: PlatformProps = IDEAL): Rehearsal {
  // Objects as JSON.parse gives them: tests run in a realm of their own.
  const plain: unknown = JSON.parse(JSON.stringify([GATEWAY_CLASS, ...objects]));
  const manifests: Manifest[] = Array.isArray(plain) ? plain.filter(isManifest) : [];
  const rehearsal = new Rehearsal(manifests, new Platform(props));
  expect(rehearsal.findings.filter(({ rule }) => rule.startsWith('admission/'))).toEqual([]);
  return rehearsal;
}

const GATEWAY = { namespace: 'infra', name: 'web' };

/** Sends to the Gateway `web`. */
export function send(objects: readonly object[], request: TrafficRequest, props: PlatformProps = IDEAL): Outcome {
  return rehearse([...WEB, ...objects], props).send({ gateway: GATEWAY, ...request });
}

/** Names of the Services that a request reaches; its status where it reaches none. */
export function reached(objects: readonly object[], request: TrafficRequest): string {
  const { backends, status, connection } = send(objects, request);
  return backends.map(({ name }) => name).join(',') || String(status ?? connection);
}
