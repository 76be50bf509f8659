import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { statusText } from './output/status-text';
import { rehearsalsOf } from './rehearsals';

/** Formats of `loxigw status`. */
export const STATUS_FORMATS = ['text', 'json'] as const;

export interface StatusOptions {
  readonly output: (typeof STATUS_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
}

/** Prints the status that the Gateway controller would write to the manifests below the paths. */
export function status(paths: readonly string[], { output, platform }: StatusOptions): ExitCode {
  const played = rehearsalsOf(paths, platform);
  if (!played) return 2;
  const { clusters, errors } = played;
  const rehearsals = clusters.map(({ rehearsal }) => rehearsal);
  process.stdout.write(
    output === 'json'
      ? `${JSON.stringify({ items: rehearsals.flatMap(({ statuses }) => statuses) }, undefined, 2)}\n`
      : statusText(clusters),
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
