import { dirname, join } from 'node:path';
import { type Expectation, parseRequestLine } from '../../rehearsal/traffic/expectation';
import type { TrafficRequest } from '../../rehearsal/traffic/request';
import { contentOf, mapAt, RequestFileError, requestAt } from './request-list';

/** One request with what is expected of it. */
export interface RoutingTest {
  readonly name: string;
  readonly request: TrafficRequest;
  readonly expect: Expectation;
}

/** A file of routing tests. */
export interface TestFile {
  readonly file: string;
  /** Files and folders of manifests, from where the command runs; undefined: not named. */
  readonly manifests: readonly string[] | undefined;
  readonly tests: readonly RoutingTest[];
}

/** Members of an expectation, with their types: what the JSON schema for editors has as well. */
export const EXPECTATION_MEMBERS: Readonly<
  Record<keyof Expectation, 'text' | 'number' | 'boolean' | 'nullable' | 'texts' | 'numbers'>
> = {
  status: 'number',
  grpcStatus: 'number',
  connection: 'text',
  service: 'nullable',
  split: 'numbers',
  route: 'text',
  listener: 'text',
  redirect: 'text',
  path: 'text',
  host: 'text',
  method: 'text',
  requestHeaders: 'texts',
  responseHeaders: 'texts',
  mirrors: 'numbers',
  backendTLS: 'boolean',
};

const CONNECTIONS: readonly unknown[] = ['failed', 'rejected'];

/** @throws RequestFileError for a file that is no list of tests */
export function testFile(file: string): TestFile {
  const content = mapAt(contentOf(file), file);
  const stranger = Object.keys(content).find((key) => !['manifests', 'tests', '$schema'].includes(key));
  if (stranger !== undefined)
    throw new RequestFileError(`${file}: ${stranger}: is no key of a test file. Use manifests and tests.`);
  const { manifests, tests } = content;
  if (!Array.isArray(tests))
    throw new RequestFileError(`${file}: tests: is no list. Write a list of { name, request, expect }.`);
  if (manifests !== undefined && !(Array.isArray(manifests) && manifests.every((path) => typeof path === 'string'))) {
    throw new RequestFileError(
      `${file}: manifests: is no list of paths. Write files and folders, from the folder of this file.`,
    );
  }
  return {
    file,
    manifests: manifests === undefined ? undefined : manifests.map((path: string) => join(dirname(file), path)),
    tests: tests.map((item, index) => routingTest(item, `${file}: tests[${index}]`)),
  };
}

function routingTest(item: unknown, place: string): RoutingTest {
  const { name, request, expect, ...rest } = mapAt(item, place);
  const stranger = Object.keys(rest)[0];
  if (stranger !== undefined)
    throw new RequestFileError(`${place}: ${stranger}: is no member of a test. Use name, request and expect.`);
  if (typeof name !== 'string' || name === '')
    throw new RequestFileError(`${place}: has no name. Say what the request shows.`);
  const members = typeof request === 'string' ? parseRequestLine(request) : mapAt(request, `${place}.request`);
  const expectation = expectationAt(mapAt(expect, `${place}.expect`), `${place}.expect`);
  return { name, request: requestAt({ ...members }, `${place}.request`), expect: expectation };
}

function expectationAt(given: Record<string, unknown>, place: string): Expectation {
  const keys = Object.keys(given);
  if (keys.length === 0)
    throw new RequestFileError(`${place}: expects nothing, so nothing can fail. Name a status or a service.`);
  for (const key of keys) {
    const type = Object.entries(EXPECTATION_MEMBERS).find(([name]) => name === key)?.[1];
    if (type === undefined) {
      throw new RequestFileError(
        `${place}: ${key}: is nothing that can be expected. Use ${Object.keys(EXPECTATION_MEMBERS).join(', ')}.`,
      );
    }
    if (!isOf(type, given[key]))
      throw new RequestFileError(`${place}: ${key}: ${JSON.stringify(given[key])} is of the wrong type. See README.`);
  }
  if (given.connection !== undefined && !CONNECTIONS.includes(given.connection)) {
    throw new RequestFileError(`${place}: connection: is neither "failed" nor "rejected".`);
  }
  return given;
}

function isOf(type: (typeof EXPECTATION_MEMBERS)[keyof Expectation], value: unknown): boolean {
  const isText = (each: unknown): boolean => typeof each === 'string';
  switch (type) {
    case 'text':
      return isText(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'nullable':
      return value === null || isText(value);
    case 'texts':
      return isMap(value) && Object.values(value).every((each) => each === null || isText(each));
    case 'numbers':
      return isMap(value) && Object.values(value).every((each) => typeof each === 'number');
  }
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
