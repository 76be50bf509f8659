import type { Rehearsal } from '../rehearsal';
import { GATEWAY_API_GROUP, type NamespacesFrom, REFERENCE_GRANT } from '../rehearsal/controller/api-kinds';
import { namespaceOf } from '../rehearsal/inventory';
import type { LabelSelector } from '../rehearsal/label-selector';
import { grantWidened } from '../rehearsal/rules/diff/grant-widened';
import { routesAllowed } from '../rehearsal/rules/diff/routes-allowed';
import { type Change, changeOf, subjectOf } from './change';
import { pairs, type Sides } from './sides';

/** What others may refer to, or attach to, from now on. */
export function grantChanges(sides: Sides): readonly Change[] {
  return [...referenceChanges(sides), ...listenerChanges(sides), ...setChanges(sides)];
}

interface Opening {
  readonly subject: string;
  readonly key: string;
  /** The same for every name. */
  readonly anyName: string;
  readonly text: string;
}

function referenceChanges({ before, after }: Sides): readonly Change[] {
  const known = new Set(openings(before).map(({ key }) => key));
  const told = new Set<string>();
  return openings(after).flatMap(({ subject, key, anyName, text }): Change[] => {
    if (known.has(key) || known.has(anyName) || told.has(key)) return [];
    told.add(key);
    return [changeOf(grantWidened, subject, text)];
  });
}

function openings({ cluster }: Rehearsal): readonly Opening[] {
  return cluster.inventory.all(REFERENCE_GRANT).flatMap((grant) => {
    const namespace = namespaceOf(grant);
    return grant.spec.from.flatMap((from) =>
      grant.spec.to.map((to): Opening => {
        const pair = `${from.group}/${from.kind} ${from.namespace} > ${to.group}/${to.kind} ${namespace}`;
        return {
          subject: subjectOf(grant),
          key: `${pair}/${to.name || '*'}`,
          anyName: `${pair}/*`,
          text: `${kindText(from)} of ${from.namespace} may refer to ${to.name ? `${kindText(to)} ${to.name}` : `every ${kindText(to)}`} of ${namespace}`,
        };
      }),
    );
  });
}

/** The kind, with its group unless that is what everybody takes it for. */
function kindText({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return group === '' || group === GATEWAY_API_GROUP ? kind : `${kind} (${group})`;
}

interface Door {
  readonly key: string;
  readonly subject: string;
  /** `listener https`; `''` for the Gateway itself. */
  readonly listener: string;
  readonly namespaces: NamespacesFrom;
  readonly protocol: string;
  /** Those of the protocol, where nothing is said. */
  readonly kinds: readonly string[];
}

/** Listeners that take routes of more namespaces, or of more kinds. */
function listenerChanges({ before, after }: Sides): readonly Change[] {
  return pairs(doors(before), doors(after), ({ key }) => key).flatMap(({ was, is }): Change[] => {
    if (!is) return [];
    const kinds = was && was.protocol === is.protocol ? is.kinds.filter((kind) => !was.kinds.includes(kind)) : [];
    return [
      ...openedTo(was?.namespaces, is.namespaces, 'Same').map((who) =>
        changeOf(routesAllowed, is.subject, `${is.listener} takes routes of ${who}`),
      ),
      ...(kinds.length > 0
        ? [changeOf(routesAllowed, is.subject, `${is.listener} takes ${kinds.join(', ')} as well`)]
        : []),
    ];
  });
}

function doors({ cluster }: Rehearsal): readonly Door[] {
  return cluster.controller.gateways.all.flatMap(({ gateway, listeners }) =>
    listeners.map(({ owner, spec, supportedKinds }): Door => {
      const { namespaces = {} } = spec.allowedRoutes ?? {};
      return {
        key: `${subjectOf(owner)} ${spec.name}`,
        subject: subjectOf(owner === gateway ? gateway : owner),
        listener: `listener ${spec.name}`,
        namespaces,
        protocol: spec.protocol,
        kinds: supportedKinds.map(({ kind }) => kind),
      };
    }),
  );
}

/** Gateways that take ListenerSets of more namespaces. */
function setChanges({ before, after }: Sides): readonly Change[] {
  const gateways = (side: Rehearsal) => side.cluster.controller.gateways.all.map(({ gateway }) => gateway);
  return pairs(gateways(before), gateways(after), subjectOf).flatMap(({ subject, was, is }): Change[] => {
    if (!is) return [];
    const [old, young] = [was?.spec.allowedListeners?.namespaces, is.spec.allowedListeners?.namespaces];
    return openedTo(old, young ?? {}, 'None').map((who) =>
      changeOf(routesAllowed, subject, `takes ListenerSets of ${who}`),
    );
  });
}

/** True for a selector that asks for all that the older one does, and maybe for more. */
function isNarrower(was: LabelSelector | undefined, is: LabelSelector | undefined): boolean {
  const asked = new Set(requirementsOf(is));
  return requirementsOf(was).every((requirement) => asked.has(requirement));
}

function requirementsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): readonly string[] {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => `${key} ${operator} ${[...values].sort().join(',')}`),
  ];
}

const WIDTH: Readonly<Record<string, number>> = { None: 0, Same: 1, Selector: 2, All: 3 };

/** Who gets in from now on; nothing where nobody more does. @param usual what applies where nothing is said */
function openedTo(was: NamespacesFrom | undefined, is: NamespacesFrom, usual: string): readonly string[] {
  const [old, young] = [was?.from ?? usual, is.from ?? usual];
  if (young === 'Selector' && old === 'Selector' && !isNarrower(was?.selector, is.selector))
    return ['namespaces by another selector'];
  if ((WIDTH[young] ?? 0) <= (WIDTH[old] ?? 0)) return [];
  const who = { All: 'every namespace', Selector: 'selected namespaces', Same: 'its own namespace' }[young];
  return who === undefined ? [] : [who];
}
