import { KUBE_LOXILB_SWITCHES } from '../../platform/kube-loxilb-flags';

/** A flag as kube-loxilb is told it. */
export interface Argument {
  /** Without dashes; `''` for a text that is no flag. */
  readonly flag: string;
  /** Undefined for a flag at the end of the line that needs one. */
  readonly value: string | undefined;
  /** The object's field that it stands in, e.g. `spec.template.spec.containers[0].args[2]`; `''`: the platform. */
  readonly path: string;
}

/** A text of a command line, and where it stands. */
export interface Word {
  readonly text: string;
  readonly path: string;
}

/** Reads a command line as kube-loxilb does: `--flag=value`, `--flag value`, and switches. */
export function argumentsOf(words: readonly Word[]): Argument[] {
  const found: Argument[] = [];
  for (let i = 0; i < words.length; i++) {
    const { text = '', path = '' } = words[i] ?? {};
    const [, flag, value] = /^--?([A-Za-z0-9_-]+)(?:=([\s\S]*))?$/.exec(text) ?? [];
    if (flag === undefined) found.push({ flag: '', value: text, path });
    else if (value !== undefined) found.push({ flag, value, path });
    else if (KUBE_LOXILB_SWITCHES.has(flag)) found.push({ flag, value: 'true', path });
    else found.push({ flag, value: words[++i]?.text, path });
  }
  return found;
}
