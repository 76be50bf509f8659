import { isObject } from '../../admission/defaults';
import type { Cluster } from '../../cluster';
import { GATEWAY_API_GROUP } from '../../controller/api-kinds';
import type { StoredObject } from '../../inventory';
import { groupOf } from '../../manifest';
import type { Rule, Violation } from '../rule';
import { appliesOnServer } from './argocd';

export const unwrittenDefault: Rule = {
  id: 'argocd/unwritten-default',
  severity: 'warning',
  title: 'An object leaves defaults to the API server, and Argo CD compares on the server side',
  why: 'With ServerSideApply, Argo CD takes fields that the API server filled in for differences: the Application stays OutOfSync, and syncs again and again.',
  cure: 'Write the defaults out, as the constructs of this library do, or set the compare option ServerSideDiff=true.',
  source: 'argoproj/argo-cd#22151, argoproj/argo-helm#3538',
  check: (cluster) => {
    const objects = appliesOnServer(cluster) ? gatewayObjects(cluster) : [];
    if (objects.length === 0) return undefined;
    return objects.flatMap((object): Violation[] => {
      const path = firstAdded(cluster.givenAs.get(object), object, '');
      return path === undefined
        ? []
        : [{ object, path, message: 'the API server fills it in, and Argo CD sees a difference' }];
    });
  },
};

function gatewayObjects({ givenAs }: Cluster): readonly StoredObject[] {
  return [...givenAs.keys()].filter(({ apiVersion }) => groupOf(apiVersion) === GATEWAY_API_GROUP);
}

/** Path of the first field that is stored and was not given. */
function firstAdded(given: unknown, stored: unknown, path: string): string | undefined {
  if (given === stored) return undefined;
  if (Array.isArray(stored)) {
    const items: readonly unknown[] = Array.isArray(given) ? given : [];
    return firstOf(stored, (item, index) => firstAdded(items[Number(index)], item, `${path}[${index}]`));
  }
  if (!isObject(stored)) return undefined;
  if (!isObject(given)) return path;
  return firstOf(Object.entries(stored), ([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return Object.hasOwn(given, key) ? firstAdded(given[key], value, at) : at;
  });
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
