import type { Rehearsal } from '../rehearsal';
import type { Listener } from '../rehearsal/controller/listener';
import { plaintext } from '../rehearsal/rules/diff/plaintext';
import { type Change, changeOf, subjectOf } from './change';
import { pairs, type Sides } from './sides';

/** HTTP listeners that are new, and those that only redirected to HTTPS and serve more from now on. */
export function plaintextChanges({ before, after }: Sides): readonly Change[] {
  return pairs(plainListeners(before), plainListeners(after), ({ key }) => key).flatMap(({ was, is }): Change[] => {
    if (!is || is.use === 'redirects') return [];
    const where = `plain HTTP on port ${is.port} for ${is.hostname ?? 'every host'}`;
    if (!was) return [changeOf(plaintext, is.subject, `serves ${where}`)];
    if (was.use !== 'redirects' || is.use !== 'serves') return [];
    return [changeOf(plaintext, is.subject, `serves ${where}, where it only redirected to HTTPS`)];
  });
}

interface PlainListener {
  readonly key: string;
  /** The Gateway. */
  readonly subject: string;
  readonly port: number;
  readonly hostname: string | undefined;
  /** `open`: nothing is attached so far. */
  readonly use: 'open' | 'redirects' | 'serves';
}

/** HTTP listeners of Gateways and their ListenerSets, by port and hostname. */
function plainListeners({ cluster, traffic }: Rehearsal): readonly PlainListener[] {
  const uses = new Map<Listener, 'redirects' | 'serves'>();
  for (const { listener, rule } of traffic.entries) {
    const redirects = (rule.filters ?? []).some(({ requestRedirect }) => requestRedirect?.scheme === 'https');
    if (!redirects || uses.get(listener) === 'serves') uses.set(listener, 'serves');
    else uses.set(listener, 'redirects');
  }
  return cluster.controller.gateways.all.flatMap(({ gateway, listeners }) =>
    listeners
      .filter(({ spec }) => spec.protocol === 'HTTP')
      .map((listener): PlainListener => {
        const { port, hostname } = listener.spec;
        const subject = subjectOf(gateway);
        return { key: `${subject} ${port} ${hostname}`, subject, port, hostname, use: uses.get(listener) ?? 'open' };
      }),
  );
}
