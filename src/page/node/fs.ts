import availability from '../../../imports/gateway-api-availability.json';

/** A page has one file: the table of the Gateway API's releases, from which the platform is made. */
export function readFileSync(path: string): string {
  if (path.endsWith('gateway-api-availability.json')) return JSON.stringify(availability);
  throw new Error(`${path} is not in the page`);
}
