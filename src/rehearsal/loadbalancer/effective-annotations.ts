import { LOXILB_ANNOTATIONS } from '../../platform';
import type { KubeLoxilbProcess } from './kube-loxilb-process';
import { type LoxilbService, wordOf } from './loxilb-service';

/** Numbers that apply where none is given, or 0 (kube-loxilb v0.9.8.4, loadbalancer.go; loxilb v0.9.8.8, rules.go). */
const NUMBERS: Readonly<Record<string, string>> = {
  timeout: '1800',
  probetimeout: '60',
  proberetries: '2',
  probeport: '0',
};

/** Numbers for which 0 is the default as well. */
const ZERO_IS_DEFAULT = new Set(['probetimeout', 'proberetries']);

/**
 * What each annotation of a Service comes to: bad values and absent ones as what applies instead, by the full key. Two Services of the same
 * have the same rule.
 * @param process undefined where nothing is known of kube-loxilb
 */
export function effectiveAnnotations(
  service: LoxilbService,
  process: KubeLoxilbProcess | undefined,
): ReadonlyMap<string, string> {
  return new Map(LOXILB_ANNOTATIONS.map(({ key }) => [key, effective(service, key, process)]));
}

function effective(service: LoxilbService, key: string, process: KubeLoxilbProcess | undefined): string {
  const short = key.slice('loxilb.io/'.length);
  const given = Object.hasOwn(service.annotations, key) ? service.annotations[key] : undefined;
  switch (short) {
    case 'lbmode':
      return wordOf(service, short) ?? process?.mode ?? 'that of --setLBMode';
    case 'epselect':
      return wordOf(service, short) ?? 'rr';
    case 'ipam':
      return wordOf(service, short) ?? 'ipv4';
    case 'liveness':
      return given === 'yes' || process?.monitor ? 'yes' : 'no';
  }
  const annotation = LOXILB_ANNOTATIONS.find((each) => each.key === key);
  if (annotation?.value.type === 'integer') {
    const fallback = NUMBERS[short] ?? '0';
    if (given === undefined || !/^\d+$/.test(given)) return fallback;
    const number = String(Number(given));
    return number === '0' && ZERO_IS_DEFAULT.has(short) ? fallback : number;
  }
  if (annotation?.value.type === 'words') {
    const { words, refused = [] } = annotation.value;
    return given !== undefined && [...words, ...refused].includes(given) ? given : annotation.default;
  }
  if (short === 'poolSelect') return given ?? 'defaultPool';
  return given ?? 'none';
}
