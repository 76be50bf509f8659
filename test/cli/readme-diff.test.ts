import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewText } from '../../src/cli/output/review-text';
import { review } from '../../src/review/review';
import { LOXILB_CLASS, route, served, service, TO_ECHO } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';

const web = (staticIP: string): string =>
  LOXILB_CLASS + served('web', { staticIP }) + service() + service('cart') + route('site', '{ name: web }', [TO_ECHO]);
const CART =
  '{ matches: [{ path: { value: /cart }, method: POST }], backendRefs: [{ name: cart, port: 80, weight: 3 }, { name: echo, port: 80, weight: 1 }] }';

test('the README shows a diff as the command prints it', () => {
  const changed = review(play(web('10.0.9.1')), play(web('10.0.9.2') + route('cart', '{ name: web }', [CART])));
  const printed = reviewText([{ name: 'dist/berlin', review: changed, accepted: [], notes: [] }]);
  expect(readFileSync(join(__dirname, '../../README.md'), 'utf8')).toContain(
    `$ npx loxigw diff --base origin/main dist/berlin\n${printed}\`\`\``,
  );
});
