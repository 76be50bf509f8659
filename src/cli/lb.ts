import { PlatformError } from '../platform';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import type { InputError } from './input/input-error';
import { type RehearsedFiles, rehearseFiles } from './input/rehearsed-files';
import { lbText } from './output/lb-text';

/** Formats of `loxigw lb`. */
export const LB_FORMATS = ['text', 'json'] as const;

export interface LbOptions {
  readonly output: (typeof LB_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
}

/** Prints the rules that LoxiLB would have for the manifests below the paths. */
export function lb(paths: readonly string[], { output, platform }: LbOptions): ExitCode {
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
      ? `${JSON.stringify({ items: rehearsals.flatMap(({ loadBalancers }) => loadBalancers) }, undefined, 2)}\n`
      : lbText(rehearsals),
  );
  const problems = rehearsals.flatMap(({ loadBalancer }) => loadBalancer?.problems ?? []);
  complain(
    problems.map(({ origin: { kind, metadata }, message }) => {
      const { namespace, name } = metadata;
      return { file: '', message: `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}: ${message}` };
    }),
  );
  complain(errors);
  if (errors.length > 0) return 2;
  return problems.length > 0 ? 1 : 0;
}
