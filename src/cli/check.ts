import { Platform, PlatformError } from '../platform';
import { CrdError, UserKinds } from '../rehearsal/admission/user-kinds';
import { type Finding, sortFindings } from '../rehearsal/finding';
import { fleetFindings } from '../rehearsal/fleet/fleet-findings';
import { Acknowledgements } from './acknowledgements';
import { clusterName } from './cluster-name';
import { complain } from './complain';
import { duplicateFindings } from './duplicates';
import type { ExitCode } from './exit-code';
import type { InputError } from './input/input-error';
import { parseManifests, type SourcedManifest } from './input/parse-manifests';
import { readFiles } from './input/read-files';
import { type RehearsedFiles, type RehearsedPlatforms, rehearseFiles } from './input/rehearsed-files';
import { githubOutput } from './output/github';
import { jsonOutput } from './output/json';
import { printable } from './output/printable';
import { sarifOutput } from './output/sarif';
import { type ClusterSummary, type Summary, textOutput } from './output/text';

/** Formats of `loxigw check`. */
export const CHECK_FORMATS = ['text', 'json', 'github', 'sarif'] as const;

export interface CheckOptions {
  readonly output: (typeof CHECK_FORMATS)[number];
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
  /** Files and folders with CustomResourceDefinitions, beside those that are known. @default none */
  readonly crds?: readonly string[];
  /** Version of this program, for formats that name it. */
  readonly version: string;
}

/** Checks the manifests below the paths, and prints what there is to say. */
export function check(paths: readonly string[], options: CheckOptions): ExitCode {
  const unreadable: InputError[] = [];
  const crds = options.crds ? userKinds(options.crds, unreadable) : undefined;
  let played: RehearsedPlatforms;
  try {
    played = rehearseFiles(paths, options.platform, { ...(crds ? { crds } : {}), progress });
    unreadable.push(...played.errors);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    complain([{ file: '', message: error.message }]);
    return 2;
  }
  const { rehearsed } = played;
  const acknowledgements = new Acknowledgements();
  const findings: Finding[] = [];
  let resources = 0;
  for (const { entry, manifests, rehearsal } of rehearsed) {
    resources += manifests.length;
    const sources = new Map(manifests.map((sourced) => [sourced.manifest, sourced]));
    for (const { manifest } of manifests) acknowledgements.meet(manifest, entry);
    for (const finding of rehearsal.findings) {
      if (acknowledgements.accepts(finding, entry)) continue;
      const manifest = rehearsal.manifestOf(finding);
      const sourced = manifest && sources.get(manifest);
      findings.push(sourced ? located(finding, sourced) : finding);
    }
    for (const { sourced, finding } of duplicateFindings(manifests)) {
      if (!acknowledgements.accepts(finding, entry)) findings.push(located(finding, sourced));
    }
  }
  findings.push(...betweenClusters(played, acknowledgements));
  const sorted = sortFindings(findings);
  const summary = { ...counted(sorted, resources), clusters: clustersOf(rehearsed, sorted) };
  process.stdout.write(formatted(sorted, summary, options));
  for (const each of [...played.warnings, ...acknowledgements.warnings]) warn(each);
  complain(unreadable);
  if (unreadable.length > 0) return 2;
  return summary.errors > 0 ? 1 : 0;
}

/** What several clusters have between them, with file and line. */
function betweenClusters(
  { rehearsed, between }: RehearsedPlatforms,
  acknowledgements: Acknowledgements,
): readonly Finding[] {
  if (rehearsed.length < 2) return [];
  const ofAll = { platform: Platform.default, acknowledge: between };
  const sides = new Map(rehearsed.map((side) => [side.rehearsal, side]));
  const sources = new Map(
    rehearsed.flatMap(({ manifests }) => manifests.map((each) => [each.manifest, each] as const)),
  );
  for (const manifest of sources.keys()) acknowledgements.meet(manifest, ofAll);
  const members = rehearsed.map((side) => ({ name: clusterName(side.entry), rehearsal: side.rehearsal }));
  return fleetFindings(members).flatMap(({ member, manifest, finding }) => {
    const entries = [sides.get(member.rehearsal)?.entry ?? ofAll, ofAll];
    // Each is asked, so that none counts as unused.
    if (entries.filter((entry) => acknowledgements.accepts(finding, entry)).length > 0) return [];
    const sourced = sources.get(manifest);
    return [sourced ? located(finding, sourced) : finding];
  });
}

/** Counts for each cluster, where there are several. */
function clustersOf(rehearsed: readonly RehearsedFiles[], findings: readonly Finding[]): readonly ClusterSummary[] {
  if (rehearsed.length < 2) return [];
  const owners = new Map(rehearsed.flatMap((side) => side.manifests.map(({ file }) => [file, side] as const)));
  const byOwner = new Map<RehearsedFiles | undefined, Finding[]>();
  for (const finding of findings) {
    const owner = finding.source && owners.get(finding.source.file);
    const known = byOwner.get(owner);
    if (known) known.push(finding);
    else byOwner.set(owner, [finding]);
  }
  return rehearsed.map((side) => ({
    name: clusterName(side.entry),
    ...counted(byOwner.get(side) ?? [], side.manifests.length),
  }));
}

function counted(findings: readonly Finding[], resources: number): Omit<Summary, 'clusters'> {
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  return { resources, errors: count('error'), warnings: count('warning') };
}

/** The kinds of the CRDs given; what cannot be read, or is none, is reported. */
function userKinds(paths: readonly string[], errors: InputError[]): UserKinds | undefined {
  const read = readFiles(paths);
  errors.push(...read.errors);
  const parsed = read.files.map(parseManifests);
  errors.push(...parsed.flatMap((file) => file.errors));
  const definitions = parsed.flatMap(({ manifests }) => manifests.map(({ manifest }) => manifest));
  if (errors.length === 0 && !definitions.some(({ kind }) => kind === 'CustomResourceDefinition')) {
    errors.push({ file: paths.join(', '), message: 'has no CustomResourceDefinition. Give files or folders that do' });
  }
  try {
    const kinds = UserKinds.of(definitions);
    if (kinds.warning !== undefined) warn(kinds.warning);
    return kinds;
  } catch (error) {
    if (!(error instanceof CrdError)) throw error;
    errors.push({ file: paths.join(', '), message: error.message });
    return undefined;
  }
}

function located(finding: Finding, { file, lineOf }: SourcedManifest): Finding {
  return { ...finding, source: { file, line: lineOf(finding.path) } };
}

function formatted(findings: readonly Finding[], summary: Summary, { output, version }: CheckOptions): string {
  switch (output) {
    case 'json':
      return jsonOutput(findings, summary);
    case 'github':
      return githubOutput(findings);
    case 'sarif':
      return sarifOutput(findings, version);
    default:
      return textOutput(findings, summary, process.stdout.isTTY === true && !process.env.NO_COLOR);
  }
}

function warn(message: string): void {
  process.stderr.write(`warning: ${printable(message)}\n`);
}

/** On a terminal, and where there is enough to do that somebody waits. */
function progress(done: number, all: number, what: 'files' | 'clusters'): void {
  if (process.stderr.isTTY !== true || all < (what === 'files' ? 50 : 5)) return;
  const verb = what === 'files' ? 'reading' : 'checking';
  process.stderr.write(done === all ? '\r\u001b[K' : `\r${verb} ${done} of ${all} ${what}`);
}
