import type { Construct } from 'constructs';
import type { Code } from './code';
import { FACTORIES } from './library';

/** An expression that cannot be evaluated: a construct that was not made, or a method that its owner has not. */
export class EvaluationError extends Error {}

/**
 * The value of an expression.
 * @param constructs those that were made, by the identity of their objects
 * @throws EvaluationError, and whatever the library throws for values that it refuses
 */
export function evaluate(code: Code, constructs: ReadonlyMap<string, Construct>): unknown {
  switch (code.type) {
    case 'literal':
      return code.value;
    case 'list':
      return code.items.map((item) => evaluate(item, constructs));
    case 'record': {
      // Not assigned by key, as "__proto__" is a name like any other here.
      return Object.fromEntries(code.members.map(([name, member]) => [name, evaluate(member, constructs)]));
    }
    case 'construct': {
      const made = constructs.get(code.identity);
      if (!made) throw new EvaluationError(`there is no ${code.identity}`);
      return made;
    }
    case 'call': {
      const owner: unknown = typeof code.on === 'string' ? FACTORIES[code.on] : evaluate(code.on, constructs);
      if ((typeof owner !== 'object' && typeof owner !== 'function') || owner === null)
        throw new EvaluationError(`${code.method} is called on nothing`);
      const method: unknown = Reflect.get(owner, code.method);
      if (typeof method !== 'function') throw new EvaluationError(`there is no ${code.method}()`);
      const args = code.args.map((each) => evaluate(each, constructs));
      return Reflect.apply(method, owner, args);
    }
  }
}
