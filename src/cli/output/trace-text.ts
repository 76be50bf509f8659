import { type Outcome, type ReachedBackend, serviceTitle } from '../../rehearsal/traffic/outcome';
import { printable } from './printable';

/** What came of a request, in a few lines for people. */
export function traceText(title: string, outcome: Outcome): string {
  const { gateway, listener, route, rule, match, explain } = outcome;
  const lines = [title, `  ${answerOf(outcome)}`];
  if (route) {
    const at = `${route.kind} ${route.namespace}/${route.name}, rule ${rule}${match === undefined ? '' : `, match ${match}`}`;
    lines.push(`  by ${at}, on listener ${listener} of Gateway ${gateway?.namespace}/${gateway?.name}`);
  }
  const { request, response, mirrors = [], others = [], failing = 0, timeouts = {}, retry } = outcome;
  if (request && request.method !== '') {
    lines.push(
      `  the backend receives ${request.method} ${request.path} for ${request.host === '' ? 'the address' : request.host}`,
    );
    for (const [name, value] of Object.entries(request.headers)) lines.push(`    ${name}: ${value}`);
  }
  for (const other of others)
    lines.push(`  ${other.backends.map(backendText).join(', ')} gets another request: its own filters change it`);
  const headers = Object.entries(response?.headers ?? {});
  if (headers.length > 0) lines.push('  the client receives');
  for (const [name, value] of headers) lines.push(`    ${name}: ${value}`);
  if (failing > 0) lines.push(`  ${percent(failing)} of the requests get 500: see --explain`);
  for (const { namespace, name, percent: share } of mirrors)
    lines.push(`  ${share} % are copied to Service ${namespace}/${name}`);
  if (timeouts.request !== undefined) lines.push(`  the gateway gives up after ${timeouts.request} ms`);
  if (timeouts.backendRequest !== undefined)
    lines.push(`  the gateway gives up on a backend after ${timeouts.backendRequest} ms`);
  if (retry) lines.push(`  it tries ${retry.attempts} more times after ${retry.codes.join(', ')}`);
  if (explain.length > 0) lines.push('  steps:', ...explain.map((step, index) => `    ${index + 1}. ${step}`));
  return `${lines.map(printable).join('\n')}\n`;
}

function answerOf({ connection, redirect, status, backends, others = [], grpcStatus }: Outcome): string {
  if (connection !== undefined) return connection === 'failed' ? 'no connection' : 'the connection is closed';
  if (redirect) {
    const { statusCode, scheme, host, port, path } = redirect;
    return `${statusCode} to ${scheme}://${host}${port === '' ? '' : `:${port}`}${path}`;
  }
  const all = [...backends, ...others.flatMap((other) => other.backends)];
  const code = grpcStatus === undefined ? '' : `, grpc-status ${grpcStatus}`;
  if (all.length === 0) return `${status}${code} from the gateway itself`;
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const shares = all.map((backend) =>
    all.length === 1 ? backendText(backend) : `${backendText(backend)} (${percent(backend.weight / total)})`,
  );
  return `${status === undefined ? '' : `${status}${code} from `}${shares.join(', ')}`;
}

function backendText(backend: ReachedBackend): string {
  return `Service ${serviceTitle(backend)}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
