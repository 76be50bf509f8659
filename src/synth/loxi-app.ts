import { dirname, join, resolve } from 'node:path';
import { App } from 'cdk8s';
import type { Rehearsal } from '../rehearsal';
import { setPlatform } from '../resource';
import { isDnsLabel } from '../resource/checks';
import { ConstructTree } from './construct-tree';
import { hostFiles } from './host-files';
import { duplicateProblems, hiddenCharacterProblems } from './identity';
import type { LoxiAppProps } from './loxi-app-props';
import { mergeConstructMetadata, mirrorOf } from './mirror';
import { type OutputFile, outputFiles, type RenderedChart } from './output-files';
import { stageFolder, writeFolder } from './output-folder';
import { checkedFolder, isWithin } from './output-path';
import { describe, describedCluster, stagePlatformFile } from './platform-file';
import { type RehearsalOptions, rehearseObjects } from './rehearsal';
import { renderOrder } from './render-order';
import { type RenderedObject, render } from './rendered-object';
import { type Staged, stageAll } from './staged';
import { SynthError } from './synth-error';
import { checkedTopologyFile, stageTopology } from './topology-file';
import { TreeWriter } from './tree-writer';
import { checkToJson, validate } from './validate';
import { printWarnings } from './warnings';
import { yamlDocuments } from './yaml-document';

/** What a synthesis would write, and has not yet. */
export interface PreparedSynth {
  /** One for each platform; none where the rehearsal is off. */
  readonly rehearsals: readonly Rehearsal[];
  /** Real path of the tree. */
  readonly folder: string;
  /**
   * Puts everything together beside its place: to write several apps only if the disk takes all of them.
   * @throws SynthError for what cannot be written; nothing has changed then
   */
  stage(): Staged;
  /** @throws SynthError for a folder that cannot be written; it is then as it was */
  write(): void;
}

const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

const LOXI_APP = Symbol.for('cdk8s-loxi-gateway.LoxiApp');

/**
 * An `App` whose `synth()` is one pass and writes all or nothing.
 *
 * The files are those of the stock `App`, byte for byte, with one difference: no index ever stands in front of a file name, so
 * names do not depend on the order of charts. Everything is rendered and rehearsed before anything is written, and the tree is
 * swapped in as a whole: a failed synth leaves the old one. Files of an earlier synth that are no longer produced go away (the
 * file `.loxiapp` in the tree lists them); nothing else is ever removed.
 *
 * With `outdir` given, the result is also copied to the folder that `cdk8s synth` expects it in (`CDK8S_OUTDIR`), which the
 * CLI removes before each run. Name a scratch folder as `output` in cdk8s.yaml, so that a failing run leaves `outdir` alone.
 */
export class LoxiApp extends App {
  /** True for apps of this class, also of another copy of the package. */
  static isLoxiApp(x: unknown): x is LoxiApp {
    return typeof x === 'object' && x !== null && LOXI_APP in x;
  }

  /** Folder for the files of hosts. */
  readonly hostsOutdir: string;
  private readonly cluster: string | undefined;
  private readonly allowEmpty: boolean;
  private readonly rehearsal: RehearsalOptions;
  private readonly topology: string | undefined;
  private readonly platformFile: string | undefined;
  private rehearsals: readonly Rehearsal[] = [];
  /** Write construct paths into the tree. */
  private readonly constructMetadata: boolean;
  /** The folder that `cdk8s synth` reads, where it is not the tree itself. */
  private readonly mirror:
    | { readonly root: string; readonly tree: string; readonly constructMetadata: boolean }
    | undefined;

  /** @throws SynthError if `cluster` is not a DNS label, or no folder can have its name everywhere */
  constructor(props: LoxiAppProps = {}) {
    const { cluster } = props;
    if (cluster !== undefined && !isDnsLabel(cluster)) {
      throw new SynthError(
        `cluster: ${JSON.stringify(cluster)} is not a DNS label. Use 1 to 63 lower-case letters, digits and "-", with a letter or digit at both ends: it names a folder.`,
      );
    }
    if (cluster !== undefined && WINDOWS_DEVICE.test(cluster)) {
      throw new SynthError(
        `cluster: ${JSON.stringify(cluster)} is the name of a device on Windows, where no folder can have it. Choose another name.`,
      );
    }
    const { CDK8S_OUTDIR: expected, CDK8S_RECORD_CONSTRUCT_METADATA: recorded } = process.env;
    const parent = props.outdir ?? expected ?? 'dist';
    const outdir = cluster === undefined ? parent : join(parent, cluster);
    super({ ...props, outdir });
    Object.defineProperty(this, LOXI_APP, { value: true });
    if (props.platform) setPlatform(this, props.platform);
    this.cluster = cluster;
    const hosts = props.hostsOutdir ?? join(dirname(parent), 'hosts');
    this.hostsOutdir = cluster === undefined ? hosts : join(hosts, cluster);
    this.allowEmpty = props.allowEmpty ?? false;
    this.rehearsal = props.rehearsal ?? {};
    this.topology = props.topology;
    this.platformFile = props.platformFile;
    new TreeWriter('LoxiApp').take(this);
    if (props.platformFile !== undefined) {
      describe(props.platformFile, { clusters: [describedCluster(outdir, props)], acknowledge: [] });
    }
    if (props.topology !== undefined && props.rehearsal?.off === true) {
      throw new SynthError('topology: is drawn from the rehearsal, which is off. Leave out one of them.');
    }
    const tree = props.outdir !== undefined && expected ? mirrorOf(outdir, expected) : undefined;
    const asked = props.recordConstructMetadata ?? recorded === 'true';
    if (expected && tree !== undefined) this.mirror = { root: expected, tree, constructMetadata: asked };
    // The CLI asks for construct paths when it has validation plugins. It reads them from its own folder, so they need not
    // stand among the manifests of ours, where Argo CD would take them for one.
    this.constructMetadata = props.recordConstructMetadata ?? (asked && !this.mirror);
  }

  /**
   * Renders, checks and writes everything: first the files of hosts, then the tree.
   *
   * @throws SynthError for invalid constructs, two objects of one identity, an empty result, names that leave the folder or
   * clash, and a folder that must not or cannot be written. `outdir` is then as it was.
   */
  override synth(): void {
    this.prepare().write();
  }

  /**
   * All of `synth()` but the writing: to write several apps only if each of them can be.
   * @throws SynthError as `synth()`, for all that can be known before
   */
  prepare(): PreparedSynth {
    const folder = checkedFolder(this.outdir);
    const page = this.topology === undefined ? undefined : checkedTopologyFile(this.topology, folder);
    const hosts = this.hostFiles(folder);
    const charts = this.rendered();
    const files = outputFiles(charts, {
      type: this.yamlOutputType,
      extension: this.outputFileExtension,
      constructMetadata: this.constructMetadata,
    });
    const { rehearsals, platformFile } = this;
    const writer = TreeWriter.of(this);
    // Of a fleet there is a page for each cluster, and who reads one has to see which.
    const whose = writer.role === 'Fleet' ? this.cluster : undefined;
    const stage = (): Staged => {
      writer.refuseSecond(folder);
      // A scratch copy, which the CLI has emptied before: should it fail, nothing else is touched.
      this.writeMirror(charts, files);
      const { swap, discard } = stageAll([
        ...(hosts ? [() => stageFolder(hosts.folder, hosts.files)] : []),
        // Before the tree: should it fail, the tree is as it was.
        ...(page === undefined ? [] : [() => stageTopology(page, rehearsals, whose)]),
        ...(platformFile === undefined ? [] : [() => stagePlatformFile(platformFile)]),
        () => stageFolder(folder, files, { isOfFleet: writer.role === 'Fleet' }),
      ]);
      return {
        swap: () => {
          swap();
          writer.wrote(folder);
        },
        discard,
      };
    };
    return { rehearsals, folder, stage, write: () => stage().swap() };
  }

  /**
   * All objects as one text, in the order of `synth()`, and checked as there.
   * @throws SynthError
   */
  override synthYaml(): string {
    return yamlDocuments(this.rendered().flatMap(({ objects }) => objects.map(({ manifest }) => manifest)));
  }

  /**
   * The step between rendering and writing: called once with everything that will be written, in its order, before a byte is.
   * Rehearses it.
   * @throws SynthError with everything that the cluster would refuse
   */
  protected check(rendered: readonly RenderedObject[]): void {
    const { errors, warnings, rehearsals } = rehearseObjects(rendered, this.rehearsal);
    this.rehearsals = rehearsals;
    printWarnings(warnings);
    if (errors.length > 0) throw SynthError.of(errors);
  }

  private rendered(): RenderedChart[] {
    const tree = new ConstructTree(this);
    validate(tree.constructs);
    const order = renderOrder(tree);
    for (const { chart } of order) checkToJson(chart);
    const charts = withSortedKeys(() => order.map(({ chart, objects }) => ({ chart, objects: objects.map(render) })));
    const objects = charts.flatMap((chart) => chart.objects);
    if (objects.length === 0 && !this.allowEmpty) {
      throw new SynthError(
        'The app has no objects, and Argo CD would prune everything. Add a chart with objects, or set allowEmpty.',
      );
    }
    const problems = [...hiddenCharacterProblems(objects), ...duplicateProblems(objects)];
    if (problems.length > 0) throw SynthError.of(problems);
    this.check(objects);
    return charts;
  }

  /** Undefined if there is nothing to write for hosts. */
  private hostFiles(tree: string): { readonly folder: string; readonly files: readonly OutputFile[] } | undefined {
    const folder = resolve(this.hostsOutdir);
    const files = hostFiles(this.node.findAll(), folder);
    if (!files) return undefined;
    const checked = checkedFolder(this.hostsOutdir);
    // Trees of several clusters lie side by side, and an Application may take them all.
    const trees = this.cluster === undefined ? tree : dirname(tree);
    if (isWithin(checked, trees) || isWithin(tree, checked)) {
      throw new SynthError(
        `hostsOutdir: ${JSON.stringify(this.hostsOutdir)} is in ${JSON.stringify(this.outdir)}, or around it, and Argo CD would take files of hosts for manifests. Name a folder beside it.`,
      );
    }
    return { folder: checked, files };
  }

  private writeMirror(charts: readonly RenderedChart[], files: readonly OutputFile[]): void {
    if (!this.mirror) return;
    writeFolder(checkedFolder(this.mirror.tree), files);
    if (this.mirror.constructMetadata) mergeConstructMetadata(this.mirror.root, charts);
  }
}

/** The environment must not change what is written, and cdk8s reads this variable at every object. */
function withSortedKeys<T>(work: () => T): T {
  const { CDK8S_DISABLE_SORT: disabled } = process.env;
  delete process.env.CDK8S_DISABLE_SORT;
  try {
    return work();
  } finally {
    if (disabled !== undefined) process.env.CDK8S_DISABLE_SORT = disabled;
  }
}
