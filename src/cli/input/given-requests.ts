import { relative, resolve, sep } from 'node:path';
import type { TrafficRequest } from '../../rehearsal/traffic/request';
import { testFile } from './test-file';

interface GivenRequest {
  readonly title: string;
  readonly request: TrafficRequest;
  /** Of the test file that it is from. */
  readonly manifests: readonly string[] | undefined;
}

/** Requests of test files, each by a title of its own. */
export class GivenRequests {
  private readonly requests: readonly GivenRequest[];

  /** @throws RequestFileError for a file that is no list of tests */
  constructor(files: readonly string[]) {
    const all = [...new Set(files)].map(testFile);
    const names = all.flatMap(({ tests }) => tests.map(({ name }) => name));
    const shared = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    this.requests = all.flatMap(({ file, manifests, tests }) =>
      tests.map(({ name, request }, index) => ({
        title: shared.has(name) ? `${name} (${file}: tests[${index}])` : name,
        request,
        manifests,
      })),
    );
  }

  /**
   * Those that are for one cluster of several: of test files that name manifests of it, and of those that name none of any cluster.
   * @param files of the cluster. @param all files of all clusters
   */
  for(files: readonly string[], all: readonly string[]): ReadonlyMap<string, TrafficRequest> {
    const own = this.requests.filter(
      ({ manifests }) => manifests === undefined || touches(manifests, files) || !touches(manifests, all),
    );
    return new Map(own.map(({ title, request }) => [title, request]));
  }
}

function touches(paths: readonly string[], files: readonly string[]): boolean {
  return paths.some((path) =>
    files.some((file) => {
      const below = relative(resolve(path), resolve(file));
      return below !== '..' && !below.startsWith(`..${sep}`);
    }),
  );
}
