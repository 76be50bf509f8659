import { PlatformError } from '../platform';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { RequestFileError } from './input/request-list';
import { testJson, testJunit, testText } from './output/test-output';
import { runTests, type TestRun } from './test-run';

/** Formats of `loxigw test`. */
export const TEST_FORMATS = ['text', 'json', 'junit'] as const;

export interface TestOptions {
  readonly output: (typeof TEST_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
  /** Files and folders of manifests, instead of those that the files name. @default those, else dist */
  readonly manifests?: readonly string[];
}

/** Runs files of requests with expectations. */
export function test(files: readonly string[], { output, platform, manifests = [] }: TestOptions): ExitCode {
  const run = runOrComplain(files, manifests, platform);
  if (!run) return 2;
  const { results, errors } = run;
  process.stdout.write(
    output === 'json' ? testJson(results) : output === 'junit' ? testJunit(results) : testText(results),
  );
  complain(errors);
  if (errors.length > 0) return 2;
  return results.some(({ mismatches }) => mismatches.length > 0) ? 1 : 0;
}

/** Undefined where something was wrong, which was said. */
export function runOrComplain(
  files: readonly string[],
  manifests: readonly string[],
  platform: string | undefined,
): TestRun | undefined {
  try {
    return runTests(files, manifests, platform);
  } catch (error) {
    if (!(error instanceof RequestFileError) && !(error instanceof PlatformError)) throw error;
    complain([{ file: '', message: error.message }]);
    return undefined;
  }
}
