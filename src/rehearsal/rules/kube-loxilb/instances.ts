import type { Cluster } from '../../cluster';
import type { KubeLoxilb } from '../../loadbalancer/kube-loxilb';
import type { Argument } from '../../loadbalancer/kube-loxilb-arguments';
import { type Check, each, type Verdict, type Violation } from '../rule';

/** A flag of a kube-loxilb among the objects. */
export interface Flag extends Argument {
  readonly instance: KubeLoxilb;
}

/** A check of each kube-loxilb. */
export function instanceCheck(verdict: (instance: KubeLoxilb, cluster: Cluster) => Verdict): Check {
  return each(({ kubeLoxilbs }) => kubeLoxilbs, verdict);
}

/** A check of each flag with one of the names; of every argument without names. */
export function flagCheck(
  names: readonly string[] | undefined,
  verdict: (flag: Flag, cluster: Cluster) => Verdict,
): Check {
  return each(
    ({ kubeLoxilbs }) =>
      kubeLoxilbs
        .flatMap((instance) => instance.args.map((argument) => ({ ...argument, instance })))
        .filter(({ flag }) => names === undefined || names.includes(flag)),
    verdict,
  );
}

/** What is wrong with a flag, at its place. */
export function atFlag({ instance, path }: Flag, message: string, cure?: string): Violation {
  return { object: instance.workload, path, message, ...(cure === undefined ? {} : { cure }) };
}

/** The flag of a name; undefined if it is not given. */
export function flagOf({ args }: KubeLoxilb, name: string): Argument | undefined {
  return args.find(({ flag }) => flag === name);
}
