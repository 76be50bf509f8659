import { referenceTo, titleOf } from '../rehearsal/manifest';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import { lbText } from './output/lb-text';
import { rehearsalsOf } from './rehearsals';

/** Formats of `loxigw lb`. */
export const LB_FORMATS = ['text', 'json'] as const;

export interface LbOptions {
  readonly output: (typeof LB_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
}

/** Prints the rules that LoxiLB would have for the manifests below the paths. */
export function lb(paths: readonly string[], { output, platform }: LbOptions): ExitCode {
  const played = rehearsalsOf(paths, platform);
  if (!played) return 2;
  const { clusters, errors } = played;
  process.stdout.write(
    output === 'json'
      ? `${JSON.stringify({ items: clusters.flatMap(({ rehearsal }) => rehearsal.loadBalancers) }, undefined, 2)}\n`
      : lbText(clusters),
  );
  const problems = clusters.flatMap(({ name: cluster = '', rehearsal }) =>
    (rehearsal.loadBalancer?.problems ?? []).map((problem) => ({ cluster, ...problem })),
  );
  complain(
    problems.map(({ cluster, origin, message }) => ({
      file: cluster,
      message: `${titleOf(referenceTo(origin))}: ${message}`,
    })),
  );
  complain(errors);
  if (errors.length > 0) return 2;
  return problems.length > 0 ? 1 : 0;
}
