import { operatorTolerates } from '../../platform/cilium-values';
import type { Settings } from './settings';

interface Taint {
  /** As it was given. */
  readonly text: string;
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

const TOLERATIONS = 'operator.tolerations';

/**
 * Sees to it that the operator runs on tainted servers: while it is pending there are no CRDs of Cilium, no gateways, and with
 * cluster-pool no addresses of pods. Before Cilium 1.18 it tolerates every taint.
 *
 * @param taints as in `node-taint` of RKE2: `CriticalAddonsOnly=true:NoExecute`
 * @throws InvalidFieldError for what is no taint, and tolerations given that leave one out
 */
export function tolerateTaints(settings: Settings, taints: readonly string[]): void {
  const parsed = taints.map((taint, index) => parseTaint(settings, taint, index));
  const keeping = parsed.filter(({ effect }) => effect !== 'PreferNoSchedule');
  const given = settings.written.get(TOLERATIONS);
  if (Array.isArray(given)) {
    const missed = keeping.find((taint) => !given.some((toleration) => tolerates(toleration, taint)));
    if (missed === undefined) return;
    settings.fail(
      TOLERATIONS,
      `leaves out the taint of servers ${missed.text}, so the operator stays pending`,
      'Add { operator: "Exists" }, or a toleration with its key.',
    );
  }
  const known = operatorTolerates(settings.chart, settings.cilium);
  if (known === 'all' || keeping.every(({ key }) => known.includes(key))) return;
  settings.fill(TOLERATIONS, [{ operator: 'Exists' }]);
}

function parseTaint(settings: Settings, taint: string, index: number): Taint {
  const [, key, value = '', effect] =
    /^([A-Za-z0-9][A-Za-z0-9._/-]*)(?:=([A-Za-z0-9._-]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(taint) ?? [];
  if (key === undefined || effect === undefined) {
    return settings.root
      .at('serverTaints')
      .item(index)
      .fail(taint, 'is no taint', 'Write it as "CriticalAddonsOnly=true:NoExecute".');
  }
  return { text: taint, key, value, effect };
}

function tolerates(toleration: unknown, taint: Taint): boolean {
  if (typeof toleration !== 'object' || toleration === null) return false;
  const { key, operator, value, effect }: Record<string, unknown> = { ...toleration };
  if (effect !== undefined && effect !== '' && effect !== taint.effect) return false;
  if (operator === 'Exists') return key === undefined || key === '' || key === taint.key;
  return key === taint.key && (value ?? '') === taint.value;
}
