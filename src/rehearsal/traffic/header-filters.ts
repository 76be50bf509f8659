import type { HeaderModifier } from '../controller/api-kinds';
import type { HeaderMap } from './header-map';

/** Sets, adds and removes headers, in this order. */
export function modifyHeaders(headers: HeaderMap, { set = [], add = [], remove = [] }: HeaderModifier): void {
  for (const { name, value } of set) headers.set(name, value);
  for (const { name, value } of add) headers.add(name, value);
  for (const name of remove) headers.remove(name);
}
