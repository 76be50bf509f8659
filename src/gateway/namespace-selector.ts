import { checkLabels, checkOneOf, checkQualifiedName } from '../resource/checks';
import type { Field } from '../resource/field';

/** Labels by which namespaces are chosen: all that is given must hold. */
export interface NamespaceSelector {
  /** Labels with their values. @default none */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly matchExpressions?: readonly NamespaceExpression[];
}

/** A condition on one label of a namespace. */
export interface NamespaceExpression {
  /** Key of the label. */
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** For `In` and `NotIn`, which need one at least. */
  readonly values?: readonly string[];
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/**
 * Checks what the CRD leaves to the controller, which answers a bad selector with a listener that admits nobody.
 * Source: k8s.io/apimachinery, pkg/apis/meta/v1/validation.
 * @throws InvalidFieldError
 */
export function checkNamespaceSelector(field: Field, selector: NamespaceSelector): void {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  if (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0) {
    field.fail(selector, 'asks for no label, which every namespace has', 'Use "All", or name a label.');
  }
  checkLabels(field.at('matchLabels'), matchLabels);
  matchExpressions.forEach(({ key, operator, values = [] }, index) => {
    const place = field.at('matchExpressions').item(index);
    checkQualifiedName(place.at('key'), key);
    checkOneOf(place.at('operator'), operator, OPERATORS, 'an operator of selectors');
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues && values.length === 0) {
      place.at('values').fail(values, `is empty, and ${operator} needs a value`, 'Add one.');
    }
    if (!needsValues && values.length > 0) {
      place.at('values').fail(values, `is given, and ${operator} takes no value`, 'Leave it out.');
    }
    for (const value of values) checkLabels(place.at('values'), { [key]: value });
  });
}
