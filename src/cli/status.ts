import { PlatformError } from '../platform';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import type { InputError } from './input/input-error';
import { type RehearsedFiles, rehearseFiles } from './input/rehearsed-files';
import { statusText } from './output/status-text';

/** Formats of `loxigw status`. */
export const STATUS_FORMATS = ['text', 'json'] as const;

export interface StatusOptions {
  readonly output: (typeof STATUS_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
}

/** Prints the status that the Gateway controller would write to the manifests below the paths. */
export function status(paths: readonly string[], { output, platform }: StatusOptions): ExitCode {
  let rehearsed: readonly RehearsedFiles[];
  let errors: readonly InputError[];
  try {
    ({ rehearsed, errors } = rehearseFiles(paths, platform));
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    complain([{ file: '', message: error.message }]);
    return 2;
  }
  const rehearsals = rehearsed.map(({ rehearsal }) => rehearsal);
  process.stdout.write(
    output === 'json'
      ? `${JSON.stringify({ items: rehearsals.flatMap(({ statuses }) => statuses) }, undefined, 2)}\n`
      : statusText(rehearsals),
  );
  const refused = rehearsals
    .flatMap(({ findings }) => findings)
    .filter(({ rule, severity }) => rule.startsWith('admission/') && severity === 'error');
  if (refused.length > 0) {
    complain([
      {
        file: '',
        message: `the API server would refuse objects (${refused.length} errors), which are left out: see loxigw check`,
      },
    ]);
  }
  complain(errors);
  if (errors.length > 0) return 2;
  return refused.length > 0 ? 1 : 0;
}
