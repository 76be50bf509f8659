import { PlatformError } from '../platform';
import { CrdError, UserKinds } from '../rehearsal/admission/user-kinds';
import { type Finding, sortFindings } from '../rehearsal/finding';
import { fleetFindings } from '../rehearsal/fleet/fleet-findings';
import { Acknowledgements } from './acknowledgements';
import { complain } from './complain';
import type { ExitCode } from './exit-code';
import type { InputError } from './input/input-error';
import { parseManifests, type SourcedManifest } from './input/parse-manifests';
import { readFiles } from './input/read-files';
import { type RehearsedFiles, rehearseFiles } from './input/rehearsed-files';
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
  let rehearsed: readonly RehearsedFiles[];
  try {
    const files = rehearseFiles(paths, options.platform, { ...(crds ? { crds } : {}), progress });
    ({ rehearsed } = files);
    unreadable.push(...files.errors);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    complain([{ file: '', message: error.message }]);
    return 2;
  }
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
  }
  findings.push(...betweenClusters(rehearsed, acknowledgements));
  const sorted = sortFindings(findings);
  const summary = { ...counted(sorted, resources), clusters: clustersOf(rehearsed, sorted) };
  process.stdout.write(formatted(sorted, summary, options));
  for (const each of acknowledgements.warnings) warn(each);
  complain(unreadable);
  if (unreadable.length > 0) return 2;
  return summary.errors > 0 ? 1 : 0;
}

/** What a cluster is called: by its folders. */
function nameOf({ entry }: RehearsedFiles): string {
  return entry.paths?.join(', ') ?? 'all others';
}

/** What several clusters have between them, with file and line. */
function betweenClusters(rehearsed: readonly RehearsedFiles[], acknowledgements: Acknowledgements): readonly Finding[] {
  const sides = new Map(rehearsed.map((side) => [side.rehearsal, side]));
  const members = rehearsed.map((side) => ({ name: nameOf(side), rehearsal: side.rehearsal }));
  return fleetFindings(members).flatMap(({ member, manifest, finding }) => {
    const side = sides.get(member.rehearsal);
    if (side && acknowledgements.accepts(finding, side.entry)) return [];
    const sourced = side?.manifests.find((each) => each.manifest === manifest);
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
  return rehearsed.map((side) => ({ name: nameOf(side), ...counted(byOwner.get(side) ?? [], side.manifests.length) }));
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
function progress(done: number, all: number): void {
  if (process.stderr.isTTY !== true || all < 50) return;
  process.stderr.write(done === all ? '\r\u001b[K' : `\rchecking ${done} of ${all} files`);
}
