import { PlatformError } from '../platform';
import { RequestError, type TrafficRequest } from '../rehearsal/traffic/request';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { rehearseFiles } from './input/rehearsed-files';
import { type NamedRequest, RequestFileError, requestsOf } from './input/request-list';
import { traceText } from './output/trace-text';

/** Formats of `loxigw trace`. */
export const TRACE_FORMATS = ['text', 'json'] as const;

/** Options that are named as curl names them. */
export interface TraceOptions {
  readonly output: (typeof TRACE_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
  /** A file of requests, instead of a URL. */
  readonly requests?: string;
  readonly explain?: boolean;
  readonly request?: string;
  /** `name: value`, each. */
  readonly header?: readonly string[];
  /** `host:port:address`, each. */
  readonly resolve?: readonly string[];
  /** `host:port:host:port`, each. */
  readonly connectTo?: readonly string[];
  /** `namespace/name` of the Gateway. */
  readonly gateway?: string;
}

/** Prints where requests go through the manifests below the paths. */
export function trace(args: readonly string[], options: TraceOptions): ExitCode {
  try {
    const isUrlFirst = options.requests === undefined;
    const url = isUrlFirst ? args[0] : undefined;
    const given = isUrlFirst ? args.slice(1) : args;
    const paths = given.length > 0 ? given : ['dist'];
    if (options.requests === undefined && url === undefined) {
      throw new RequestFileError(
        'no request is given. Write a URL, such as http://192.168.57.100/details/1, or --requests FILE.',
      );
    }
    const requests = options.requests === undefined ? [fromUrl(url ?? '', options)] : requestsOf(options.requests);
    const { rehearsed, errors } = rehearseFiles(paths, options.platform);
    if (rehearsed.length > 1) {
      throw new RequestFileError(
        'the paths are of several platforms, which are different clusters. Name those of one.',
      );
    }
    const [played] = rehearsed;
    const outcomes = requests.map(({ name, request }) => {
      try {
        const explain = options.explain === true || options.output === 'json';
        return {
          name,
          outcome: played?.rehearsal.send(request, { explain }) ?? {
            connection: 'failed' as const,
            backends: [],
            explain: [],
          },
        };
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        throw new RequestFileError(`${name}: ${error.message}`);
      }
    });
    process.stdout.write(
      options.output === 'json'
        ? `${JSON.stringify({ items: outcomes.map(({ outcome }) => outcome) }, undefined, 2)}\n`
        : outcomes.map(({ name, outcome }) => traceText(name, outcome)).join('\n'),
    );
    complain(errors);
    return errors.length > 0 ? 2 : 0;
  } catch (error) {
    if (!(error instanceof RequestFileError) && !(error instanceof PlatformError)) throw error;
    complain([{ file: '', message: error.message }]);
    return 2;
  }
}

function fromUrl(
  url: string,
  { request, header = [], resolve = [], connectTo = [], gateway }: TraceOptions,
): NamedRequest {
  const text = /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`;
  const headers = Object.fromEntries(header.map(headerOf));
  const host = Object.entries(headers).find(([name]) => name.toLowerCase() === 'host')?.[1];
  const address = addressFor(text, resolve, connectTo);
  const [namespace = '', name] = gateway?.split('/') ?? [];
  const made: TrafficRequest = {
    url: text,
    ...(request === undefined ? {} : { method: request }),
    ...(header.length === 0
      ? {}
      : { headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key.toLowerCase() !== 'host')) }),
    ...(host === undefined ? {} : { host }),
    ...(address === undefined ? {} : { address }),
    ...(gateway === undefined ? {} : { gateway: gatewayOf(text, namespace, name) }),
  };
  return { name: `${request ?? 'GET'} ${text}`, request: made };
}

function gatewayOf(url: string, namespace: string, name: string | undefined): NonNullable<TrafficRequest['gateway']> {
  const [, scheme = 'http', port] = /^([a-z]+):\/\/[^/]*?(?::(\d+))?(?:\/|$)/i.exec(url) ?? [];
  return {
    namespace: name === undefined ? 'default' : namespace,
    name: name ?? namespace,
    scheme: scheme.toLowerCase(),
    ...(port === undefined ? {} : { listenerPort: Number(port) }),
  };
}

function headerOf(text: string): [string, string] {
  const [, name = '', value = ''] = /^([^:\s]+)\s*:\s*(.*)$/.exec(text) ?? [];
  if (name === '') throw new RequestFileError(`-H: ${JSON.stringify(text)} is no header. Write "name: value".`);
  return [name, value];
}

/** The first entry for host and port of the URL; in --connect-to an empty host or port stands for any. */
function addressFor(url: string, resolve: readonly string[], connectTo: readonly string[]): string | undefined {
  const [, scheme = '', host = '', port = scheme === 'https' ? '443' : '80'] =
    /^([a-z]+):\/\/([^/:]+)(?::(\d+))?/i.exec(url) ?? [];
  for (const text of resolve) {
    const [, name = '', at = '', address = ''] = /^([^:]+):(\d+):(.+)$/.exec(text) ?? [];
    if (name === '') throw new RequestFileError(`--resolve: ${JSON.stringify(text)} is none. Write host:port:address.`);
    if ((name === host || name === '*') && at === port) return address.split(',')[0];
  }
  for (const text of connectTo) {
    const [, name = '', at = '', target] = /^([^:]*):(\d*):([^:]*):(\d*)$/.exec(text) ?? [];
    if (target === undefined)
      throw new RequestFileError(`--connect-to: ${JSON.stringify(text)} is none. Write host:port:address:port.`);
    if ((name === '' || name === host) && (at === '' || at === port)) return target === '' ? undefined : target;
  }
  return undefined;
}
