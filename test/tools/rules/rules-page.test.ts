import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesPage } from '../../../tools/rules/rules-page';

test('RULES.md is what the rules say', () => {
  expect(readFileSync(join(__dirname, '../../../RULES.md'), 'utf8')).toBe(rulesPage());
});
