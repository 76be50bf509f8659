import type { CelRuntime } from '../../../../imports/cel-rules';
import { add, divide, int, modulo } from './arithmetic';
import { CelError } from './cel-error';
import { duration } from './duration';
import { all, and, exists, existsOne, filter, map, or } from './logic';
import { matches } from './regex';
import { dns1123Label, isIP, split, substring } from './texts';
import { at, bool, compare, equals, field, has, isIn, list, number, size, text } from './values';

/** What the compiled rules run on: the functions of CEL and of Kubernetes, with the API server's results and errors. */
export const runtime: CelRuntime = {
  field,
  has,
  at,
  text,
  number,
  bool,
  list,
  and,
  or,
  all,
  exists,
  existsOne,
  filter,
  map,
  size,
  in: isIn,
  equals,
  compare,
  int,
  divide,
  modulo,
  add,
  matches,
  split,
  substring,
  duration,
  isIP,
  dns1123Label,
  value: (optional) => {
    if (optional === undefined) throw new CelError('optional.none() dereference');
    return optional;
  },
};
