import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { PROTOCOLS, type Protocol, type TrafficRequest, type Upstream } from '../../rehearsal/traffic/request';

/** A request of a file, with its name. */
export interface NamedRequest {
  readonly name: string;
  readonly request: TrafficRequest;
}

/** A file of requests, or one of its entries, that cannot be used. */
export class RequestFileError extends Error {
  override readonly name = 'RequestFileError';
}

/**
 * Reads a list of requests, in YAML or JSON: each `{ name, gateway, request, upstream }`, or the members of the request beside the name.
 * @throws RequestFileError for what is no such list
 */
export function requestsOf(file: string): readonly NamedRequest[] {
  const content = contentOf(file);
  if (!Array.isArray(content))
    throw new RequestFileError(`${file}: is no list of requests. Write a list of { name, request: { … } }.`);
  return content.map((item, index) => namedRequest(item, `${file}: [${index}]`));
}

/** @throws RequestFileError */
export function contentOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new RequestFileError(`${file}: cannot be read. Give a file that exists.`);
  }
  try {
    return parse(text, { logLevel: 'error', maxAliasCount: 100 });
  } catch (error) {
    throw new RequestFileError(
      `${file}: is neither YAML nor JSON (${String(error instanceof Error ? error.message : error).split('\n')[0]}). Mend it.`,
    );
  }
}

function namedRequest(item: unknown, place: string): NamedRequest {
  const { name, request, gateway, upstream, ...rest } = mapAt(item, place);
  const members = request === undefined ? rest : mapAt(request, `${place}.request`);
  return {
    name: typeof name === 'string' ? name : place,
    request: requestAt({ ...members, gateway, upstream }, place),
  };
}

const TEXTS = ['url', 'address', 'method', 'host', 'path', 'clientCertificate'] as const;

/**
 * A request out of members of a file.
 * @throws RequestFileError for members that are none, and of the wrong type
 */
export function requestAt(members: Record<string, unknown>, place: string): TrafficRequest {
  const known = [...TEXTS, 'gateway', 'headers', 'protocol', 'upstream'];
  const stranger = Object.keys(members).find((key) => !known.includes(key));
  if (stranger !== undefined) {
    throw new RequestFileError(`${place}: ${stranger}: is no member of a request. Use ${known.join(', ')}.`);
  }
  const texts: Record<string, string> = {};
  for (const key of TEXTS) {
    const value = members[key];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') throw new RequestFileError(`${place}: ${key}: is no text. Write it in quotes.`);
    texts[key] = value;
  }
  const { headers, gateway, upstream } = members;
  return {
    ...texts,
    ...(members.protocol === undefined ? {} : { protocol: protocolAt(members.protocol, place) }),
    ...(headers === undefined ? {} : { headers: headersAt(headers, place) }),
    ...(gateway === undefined ? {} : { gateway: gatewayAt(mapAt(gateway, `${place}.gateway`), place) }),
    ...(upstream === undefined || upstream === null
      ? {}
      : { upstream: upstreamAt(mapAt(upstream, `${place}.upstream`), place) }),
  };
}

function protocolAt(value: unknown, place: string): Protocol {
  const protocol = PROTOCOLS.find((each) => each === value);
  if (!protocol)
    throw new RequestFileError(
      `${place}: protocol: ${JSON.stringify(value)} is none. Use one of ${PROTOCOLS.join(', ')}.`,
    );
  return protocol;
}

function headersAt(value: unknown, place: string): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(mapAt(value, `${place}.headers`)).map(([name, text]) => {
      if (Array.isArray(text)) return [name, text.map(String)];
      if (typeof text === 'object')
        throw new RequestFileError(`${place}: headers.${name}: is no text. Write the value in quotes.`);
      return [name, String(text)];
    }),
  );
}

const NUMBERS = ['delayMs', 'status', 'failWithStatus', 'succeedAfterFailures'] as const;

function upstreamAt(members: Record<string, unknown>, place: string): Upstream {
  const stranger = Object.keys(members).find(
    (key) => key !== 'responseHeaders' && !NUMBERS.some((name) => name === key),
  );
  if (stranger !== undefined) {
    throw new RequestFileError(
      `${place}: upstream.${stranger}: is no member. Use responseHeaders, ${NUMBERS.join(', ')}.`,
    );
  }
  const numbers: Record<string, number> = {};
  for (const name of NUMBERS) {
    const value = members[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0))
      throw new RequestFileError(`${place}: upstream.${name}: is no number of 0 or more.`);
    numbers[name] = value;
  }
  if (members.responseHeaders === undefined) return numbers;
  const headers = Object.entries(headersAt(members.responseHeaders, `${place}.upstream`));
  return {
    ...numbers,
    responseHeaders: Object.fromEntries(headers.map(([name, value]) => [name, [value].flat().join(',')])),
  };
}

function gatewayAt(
  { namespace = 'default', name, listenerPort, scheme, tlsServerName }: Record<string, unknown>,
  place: string,
): NonNullable<TrafficRequest['gateway']> {
  if (typeof name !== 'string' || typeof namespace !== 'string') {
    throw new RequestFileError(`${place}: gateway: needs a name. Write { namespace: …, name: … }.`);
  }
  if (listenerPort !== undefined && typeof listenerPort !== 'number') {
    throw new RequestFileError(`${place}: gateway.listenerPort: is no number. Write the port of a listener.`);
  }
  return {
    namespace,
    name,
    ...(listenerPort === undefined ? {} : { listenerPort }),
    ...(typeof scheme === 'string' ? { scheme } : {}),
    ...(typeof tlsServerName === 'string' ? { tlsServerName } : {}),
  };
}

/** @throws RequestFileError */
export function mapAt(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestFileError(`${place}: is no map of keys.`);
  }
  return { ...value };
}
