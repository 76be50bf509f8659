import { parseAddress } from '../../../platform/ip-range';
import { KUBE_LOXILB_SWITCHES } from '../../../platform/kube-loxilb-flags';
import type { Rule } from '../rule';
import { atFlag, flagCheck } from './instances';

export const flagValue: Rule = {
  id: 'kube-loxilb/flag-value',
  severity: 'error',
  title: 'A flag of kube-loxilb has a value that it cannot use',
  why: 'It ends at once with a value that does not parse. Others pass and do harm later: a mode above 5 makes LoxiLB refuse every rule, and a zone with "-" cannot be read back from the status of Services.',
  cure: 'Use a value that the flag takes.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go; pkg/agent/manager/common/util_extip.go (zones)',
  check: flagCheck(undefined, (flag) => {
    const { flag: name, value = '' } = flag;
    // A flag that lacks its value is another rule's.
    const problem = value.startsWith('--') || value === '' ? undefined : problemOf(name, value);
    return problem && atFlag(flag, `--${name}=${value} ${problem.problem}`, problem.cure);
  }),
};

function problemOf(name: string, value: string): { problem: string; cure: string } | undefined {
  if (KUBE_LOXILB_SWITCHES.has(name)) {
    if (/^(true|false|1|0|t|f|T|F|TRUE|FALSE|True|False)$/.test(value)) return undefined;
    return { problem: 'is neither true nor false', cure: `Write --${name}=true, or leave it out.` };
  }
  const most = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (most !== undefined) {
    if (/^\d+$/.test(value) && Number(value) <= most) return undefined;
    return { problem: `is not a whole number from 0 to ${most}`, cure: 'Write such a number.' };
  }
  if (name === 'setRoles' && !parseAddress(value))
    return { problem: 'is no address', cure: 'Write --setRoles=0.0.0.0.' };
  if (name === 'zone' && !/^[a-z0-9]+$/.test(value)) {
    return { problem: 'is no name of a zone that can be read back', cure: 'Use lower-case letters and digits.' };
  }
  return undefined;
}

const NUMBERS: Readonly<Record<string, number>> = {
  setLBMode: 5,
  setBGP: 65_535,
  listenBGPPort: 65_535,
  numZoneInstances: 255,
};
