import { type Acknowledgement, platformProps } from '../platform';
import type { Finding } from '../rehearsal/finding';
import { groupOf } from '../rehearsal/manifest';
import { acceptanceOf, acceptedBy } from './acceptance';
import { type FieldComment, identity } from './adopted-object';
import type { Adoption } from './adoption';
import { namesOf } from './app-names';
import { chartFile } from './chart-file';
import { codeOf } from './code';
import { printCode } from './print-code';
import { printString } from './print-string';

/**
 * The source files of an adopted app, by path: `src/main.ts`, and one for each chart.
 */
export function appFiles(adoption: Adoption): ReadonlyMap<string, string> {
  const { charts, platform, findings } = adoption;
  const names = namesOf(charts);
  const byObject = new Map<string, FieldComment[]>();
  for (const finding of findings) {
    const comment = commentOf(finding, adoption.acknowledged);
    const known = byObject.get(identityOfFinding(finding));
    if (known) known.push(comment);
    else byObject.set(identityOfFinding(finding), [comment]);
  }
  const files = new Map<string, string>();
  const lines = [
    "import { LoxiApp, Platform } from 'cdk8s-loxi-gateway';",
    ...charts.map((chart) => `import { ${names.classes.get(chart)} } from './charts/${chart.plan.id}';`).sort(),
    '',
    `const platform = new Platform(${printCode(codeOf(platformProps(platform)), PLAIN, 0, 32)});`,
    ...appStatement(acceptedBy(adoption)),
    ...charts.map((chart) => {
      const others = (names.others.get(chart) ?? []).map((other) => names.variables.get(other));
      const variable = names.variables.get(chart);
      const target = variable === undefined ? '' : `const ${variable} = `;
      const argument = others.length === 0 ? '' : `, { ${others.join(', ')} }`;
      return `${target}new ${names.classes.get(chart)}(app, ${printString(chart.plan.id)}${argument});`;
    }),
    'app.synth();',
    '',
  ];
  files.set('src/main.ts', lines.join('\n'));
  for (const chart of charts) files.set(`src/charts/${chart.plan.id}.ts`, chartFile(chart, names, byObject));
  return files;
}

function commentOf(finding: Finding, acknowledged: readonly Acknowledgement[]): FieldComment {
  const { path, rule, message, cure } = finding;
  const accepted = acceptanceOf(finding, acknowledged);
  return { path, lines: [`${rule}: ${message}. ${accepted ? `Accepted: ${accepted.reason}` : cure}`] };
}

function identityOfFinding({ resource: { apiVersion, kind, namespace, name } }: Finding): string {
  return identity(groupOf(apiVersion), kind, namespace, name);
}

const PLAIN = { reference: (): string => 'undefined', comments: (): readonly string[] => [] };

/** The app, of the platform `platform`. */
function appStatement(accepted: readonly Acknowledgement[]): readonly string[] {
  if (accepted.length === 0) return ["const app = new LoxiApp({ outdir: 'dist', platform });"];
  return [
    'const app = new LoxiApp({',
    "  outdir: 'dist',",
    '  platform,',
    '  // What is wrong with the manifests as they were. Mend it, and take it out of the list.',
    `  rehearsal: ${printCode(codeOf({ acknowledge: accepted }), PLAIN, 2, 14)},`,
    '});',
  ];
}

/** What stands in the platform file of the app, for `loxigw check`: the same platform, and what is accepted. */
export function platformFile(adoption: Adoption): object {
  const accepted = acceptedBy(adoption);
  return { ...platformProps(adoption.platform), ...(accepted.length > 0 ? { acknowledge: accepted } : {}) };
}
