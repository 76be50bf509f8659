import type { Field } from '../resource/field';

/** What a path of type Exact or PathPrefix must not have (CEL rules of HTTPRoute, Gateway API v1.6.1). */
const FORBIDDEN = ['//', '/./', '/../', '%2f', '%2F', '#'];
const CHARACTERS = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

/** A path of type Exact or PathPrefix. @throws InvalidFieldError */
export function checkHttpPath(field: Field, value: string): void {
  if (typeof value !== 'string' || !value.startsWith('/')) {
    field.fail(value, 'does not begin with "/"', `Write "/${value}".`);
  }
  if (/^\/*[a-z]+:\/\//i.test(value))
    field.fail(value, 'is a URL', 'Give the path alone; the host belongs into hostnames.');
  const part = FORBIDDEN.find((each) => value.includes(each)) ?? ['/..', '/.'].find((each) => value.endsWith(each));
  if (part !== undefined)
    field.fail(
      value,
      `has "${part}", which the API server refuses in a path`,
      'Write the path that requests arrive with.',
    );
  if (value.includes('?')) field.fail(value, 'has a query', 'Match it with HttpMatch.query().');
  if (!CHARACTERS.test(value))
    field.fail(value, 'has a character that no path may have', 'Percent-encode it, as %20 for a blank.');
}
