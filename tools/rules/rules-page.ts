import { RULES } from '../../src/rehearsal/rules';

/** RULES.md: every rule with what it means, why, and how to cure it. */
export function rulesPage(): string {
  const sections = RULES.map(
    ({ id, title, why, cure, source }) =>
      `## ${id}\n\n**${title}.** ${why}\n\n*Cure:* ${cure}\n\n*Source:* ${source}\n`,
  );
  const head =
    '# Rules\n\nWhat `loxigw check` and `LoxiApp` find, by id. `loxigw explain RULE` prints the same.\n\n<!-- Generated from src/rehearsal/rules by `npm run rules`. -->\n';
  return [head, ...sections].join('\n');
}
