import { RULES } from '../../src/rehearsal/rules';

/** RULES.md: every rule with what it means, why, and how to cure it. */
export function rulesPage(): string {
  const sections = RULES.map(
    ({ id, severity, title, why, cure, source }) =>
      `## ${id}\n\n**${title}.** (${severity}) ${why}\n\n*Cure:* ${cure}\n\n*Source:* ${source}\n`,
  );
  const head =
    '# Rules\n\nWhat `loxigw check` and `LoxiApp` find, by id. `loxigw explain RULE` prints the same. A rule\nmay be less strict than it says where something is not known for sure: docs/decisions/0011. Severities: `error`: it is refused or cannot work,\n`warning`: it probably is not meant, `info`: it does nothing.\n\n<!-- Generated from src/rehearsal/rules by `npm run rules`. -->\n';
  return [head, ...sections].join('\n');
}
