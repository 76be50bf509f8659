import { kubeLoxilbFlagSince } from '../../../platform';
import { GONE_KUBE_LOXILB_FLAGS, KUBE_LOXILB_FLAGS } from '../../../platform/kube-loxilb-flags';
import { isUntagged } from '../../../platform/loxilb-annotations';
import { nearest } from '../../../platform/nearest';
import type { Rule } from '../rule';
import { atFlag, flagCheck } from './instances';

export const unknownFlag: Rule = {
  id: 'kube-loxilb/unknown-flag',
  severity: 'error',
  title: 'kube-loxilb does not know a flag',
  why: 'It ends at once with an unknown flag, with a flag that lacks its value, and with a text that is no flag, and no Service gets a VIP. A flag without its value takes the next one for it.',
  cure: 'Correct the flag, or leave it out.',
  source: 'kube-loxilb, cmd/loxilb-agent/options.go at each tag',
  check: flagCheck(undefined, (argument, { platform: { kubeLoxilb } }) => {
    const { flag, value } = argument;
    if (flag === '') return atFlag(argument, `${JSON.stringify(value)} is no flag: kube-loxilb ends at once`);
    if (flag === 'enableK8sMetadata' && isUntagged(kubeLoxilb)) return undefined;
    if (!KUBE_LOXILB_FLAGS.includes(flag)) {
      const near = nearest(flag, KUBE_LOXILB_FLAGS);
      const cure = GONE_KUBE_LOXILB_FLAGS.get(flag) ?? (near === undefined ? undefined : `Did you mean --${near}?`);
      return atFlag(argument, `kube-loxilb ${kubeLoxilb} has no flag --${flag}: it ends at once`, cure);
    }
    const since = kubeLoxilbFlagSince(flag, kubeLoxilb);
    if (since !== undefined)
      return atFlag(
        argument,
        `kube-loxilb ${kubeLoxilb} does not have --${flag}, which came with ${since}: it ends at once`,
      );
    if (value === undefined)
      return atFlag(argument, `--${flag} needs a value: kube-loxilb ends at once`, `Write --${flag}=value.`);
    if (!value.startsWith('--')) return undefined;
    return atFlag(argument, `--${flag} has no value and takes ${value} for it`, `Write --${flag}=value.`);
  }),
};
