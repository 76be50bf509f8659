import { AssertionError } from 'node:assert';
import type { Outcome, Rehearsal, TrafficRequest } from '../rehearsal';
import { type Expectation, mismatches, parseRequestLine } from '../rehearsal/traffic/expectation';

/**
 * Expectations of a rehearsal, for tests in any runner: what does not hold throws, with expected and actual side by side and with the steps of the
 * decision.
 *
 * ```ts
 * import { expect, rehearsalOf } from 'cdk8s-loxi-gateway/testing';
 *
 * expect(rehearsalOf(app)).toRoute('GET http://192.168.57.100/details/1').toService('details', 9080);
 * ```
 */
export function expect(rehearsal: Rehearsal): RehearsalExpectation {
  return new RehearsalExpectation(rehearsal);
}

/** What can be expected of a rehearsal. */
export class RehearsalExpectation {
  constructor(private readonly rehearsal: Rehearsal) {}

  /**
   * Sends a request, and expects that it gets an answer.
   * @param request `GET http://shop.example.com/cart` (the method may be left out), or a request
   * @param more members beside those of a request line: headers, address, gateway
   * @throws AssertionError if no connection comes about; RequestError for what is no request
   */
  toRoute(request: string | TrafficRequest, more: TrafficRequest = {}): RequestExpectation {
    const sent = this.send(request, more);
    return sent.toMatch({}, ({ connection }) =>
      connection === undefined ? undefined : { expected: 'an answer', actual: `the connection is ${connection}` },
    );
  }

  /** Sends a request, and expects that no connection comes about. @throws AssertionError */
  notToConnect(request: string | TrafficRequest, more: TrafficRequest = {}): RequestExpectation {
    return this.send(request, more).toMatch({}, ({ connection }) =>
      connection === undefined ? { expected: 'no connection', actual: 'an answer' } : undefined,
    );
  }

  private send(request: string | TrafficRequest, more: TrafficRequest): RequestExpectation {
    const given = typeof request === 'string' ? parseRequestLine(request) : request;
    const all = { ...given, ...more };
    const title = typeof request === 'string' ? request : `${all.method ?? 'GET'} ${all.url ?? all.path ?? '/'}`;
    return new RequestExpectation(title, this.rehearsal.send(all, { explain: true }));
  }
}

/** What can be expected of a request; all of it may be chained. */
export class RequestExpectation {
  constructor(
    private readonly title: string,
    /** For what has no method here. */
    readonly outcome: Outcome,
  ) {}

  /** All requests reach this Service. @param name `details` or `shop/details` @throws AssertionError */
  toService(name: string, port?: number): this {
    return this.toMatch({ service: port === undefined ? name : `${name}:${port}` });
  }

  /** Shares of all Services that get requests, each 0 to 1. @throws AssertionError */
  toSplit(split: Readonly<Record<string, number>>): this {
    return this.toMatch({ split });
  }

  /** @param location scheme, host, port unless it is the scheme's, and path @param status any unless given @throws AssertionError */
  toRedirect(location: string, status?: number): this {
    return this.toMatch({ redirect: location, ...(status === undefined ? {} : { status }) });
  }

  /** The status that the client gets. @throws AssertionError */
  toAnswer(status: number): this {
    return this.toMatch({ status });
  }

  /** The path at the backend, with its query. @throws AssertionError */
  withPath(path: string): this {
    return this.toMatch({ path });
  }

  /** A header at the backend; null: it is absent. @throws AssertionError */
  withRequestHeader(name: string, value: string | null): this {
    return this.toMatch({ requestHeaders: { [name]: value } });
  }

  /** A header at the client; null: it is absent. @throws AssertionError */
  withResponseHeader(name: string, value: string | null): this {
    return this.toMatch({ responseHeaders: { [name]: value } });
  }

  /** Everything that a file of `loxigw test` can expect. @throws AssertionError */
  toMatch(
    expected: Expectation,
    other?: (outcome: Outcome) => { readonly expected: string; readonly actual: string } | undefined,
  ): this {
    const own = other?.(this.outcome);
    const found = [...(own ? [{ what: 'connection', ...own }] : []), ...mismatches(expected, this.outcome)];
    const [first] = found;
    if (!first) return this;
    const lines = found.map((each) => `  ${each.what}: expected ${each.expected}, got ${each.actual}`);
    const steps = this.outcome.explain.map((step, index) => `  ${index + 1}. ${step}`);
    throw new AssertionError({
      message: [this.title, ...lines, ...(steps.length > 0 ? ['steps:', ...steps] : [])].join('\n'),
      expected: first.expected,
      actual: first.actual,
      stackStartFn: this.toMatch,
    });
  }
}
