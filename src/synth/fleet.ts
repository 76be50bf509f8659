import { join, resolve } from 'node:path';
import type { Acknowledgement, Platform } from '../platform';
import { messageOf } from './caught';
import { ClusterProblems } from './cluster-problems';
import { FleetReview } from './fleet-review';
import { FleetWarnings } from './fleet-warnings';
import { formerClusters } from './former-clusters';
import { LoxiApp, type PreparedSynth } from './loxi-app';
import type { LoxiAppProps } from './loxi-app-props';
import { isWithin } from './output-path';
import { describe, describedCluster, stagePlatformFile } from './platform-file';
import { type Staged, stageAll } from './staged';
import { SynthError } from './synth-error';
import { TreeWriter } from './tree-writer';
import { printWarnings } from './warnings';

/** A cluster of a fleet; give it what else your program needs to know of one. */
export interface FleetCluster {
  /** A DNS label, unique: its tree is `<outdir>/<name>/`. */
  readonly name: string;
  /** @default Platform.default */
  readonly platform?: Platform;
}

export interface FleetProps<C extends FleetCluster>
  extends Omit<LoxiAppProps, 'cluster' | 'platform' | 'outdir' | 'topology' | 'platformFile'> {
  /** Folder of all trees. @default dist */
  readonly outdir?: string;
  readonly clusters: readonly C[];
  /** Adds the charts of one cluster to its app. Called once for each, in their order. */
  readonly define: (app: LoxiApp, cluster: C) => void;
  /**
   * File into which the platforms of all clusters are written, and what is accepted, so that `loxigw check` knows them: `loxigw.yaml`. One that
   * somebody else wrote is refused.
   * @default none
   */
  readonly platformFile?: string;
  /**
   * Folder for a page in Markdown of each cluster, `<folder>/<name>.md`, that shows its Gateways: as `topology` of `LoxiApp`, with its name in the title.
   * @default none
   */
  readonly topology?: string;
  /**
   * What rules between clusters find and is accepted, each with the reason: `{ rule: 'fleet/hostname-twice', reason: … }`; with `resource`, at
   * that object only. Changes of any cluster as well, for `loxigw diff`: `{ rule: 'diff/vip-moved', … }`.
   * @default none
   */
  readonly acknowledge?: readonly Acknowledgement[];
}

/**
 * Many clusters from one program: shared definitions, and for each cluster its platform and whatever else is its own.
 *
 * Every cluster is an app of its own, rendered and rehearsed by itself, and then all together. Before the first tree is swapped in, all
 * clusters have passed, and their trees are on the disk; so only a disk that fails in this last step can leave some of them new and others as
 * they were. The tree of a cluster that has left the program stays, and is warned of.
 *
 * @example
 * new Fleet({
 *   clusters: [{ name: 'berlin', vip: '10.1.0.10' }, { name: 'lisbon', vip: '10.2.0.10' }],
 *   define: (app, { vip }) => new WebChart(app, 'web', { vip }),
 * }).synth();
 */
export class Fleet<C extends FleetCluster> {
  /** The apps, by the name of their cluster. */
  readonly apps: ReadonlyMap<string, LoxiApp>;
  private readonly outdir: string;
  private readonly review: FleetReview;

  /**
   * @throws SynthError for no cluster, two of one name, a name that is no DNS label, and an acknowledgement that has no reason or is of no rule
   * between clusters; and all that `define` throws, with the cluster in front
   */
  constructor(private readonly props: FleetProps<C>) {
    const { clusters, define, outdir = 'dist', platformFile, acknowledge = [], topology, ...shared } = props;
    if (clusters.length === 0) throw new SynthError('clusters: there is none. Name one at least.');
    this.outdir = outdir;
    this.review = new FleetReview(acknowledge);
    const apps = new Map<string, LoxiApp>();
    const writer = new TreeWriter('Fleet');
    const problems = new ClusterProblems();
    for (const cluster of clusters) {
      const { name, platform } = cluster;
      if (apps.has(name))
        throw new SynthError(`clusters: ${JSON.stringify(name)} is the name of two. Give each its own.`);
      const page = topology === undefined ? {} : { topology: join(topology, `${name}.md`) };
      const app = new LoxiApp({ ...shared, ...page, outdir, cluster: name, ...(platform ? { platform } : {}) });
      writer.take(app);
      apps.set(name, app);
      problems.collect(name, () => define(app, cluster));
    }
    problems.refuse();
    refuseInTree(topology, outdir, clusters);
    this.apps = apps;
    if (platformFile === undefined) return;
    const described = clusters.map(({ name, platform }) =>
      describedCluster(join(outdir, name), { ...shared, ...(platform ? { platform } : {}) }),
    );
    describe(platformFile, { clusters: described, acknowledge });
  }

  /**
   * Renders and rehearses all clusters, looks at what they have between them, and writes.
   * @throws SynthError with all problems of all clusters, each with its name; nothing is written then
   */
  synth(): void {
    const prepared = this.prepared();
    const { errors, warnings } = this.review.between(prepared);
    printWarnings(warnings);
    if (errors.length > 0) throw SynthError.of(errors);
    const { platformFile } = this.props;
    stageAll([
      () => stageTrees(prepared),
      ...(platformFile === undefined ? [] : [() => stagePlatformFile(platformFile)]),
    ]).swap();
    printWarnings(formerClusters(this.outdir, this.apps));
  }

  private prepared(): ReadonlyMap<string, PreparedSynth> {
    const problems = new ClusterProblems();
    const prepared = new Map<string, PreparedSynth>();
    const warnings = new FleetWarnings();
    for (const [name, app] of this.apps) {
      problems.collect(name, () => warnings.collect(name, () => prepared.set(name, app.prepare())));
    }
    printWarnings(warnings.folded);
    problems.refuse();
    return prepared;
  }
}

/** All trees, ready beside their places. @throws SynthError with all that cannot be written, and that two are one folder by a link */
function stageTrees(prepared: ReadonlyMap<string, PreparedSynth>): Staged {
  const byFolder = new Map<string, string>();
  return stageAll(
    [...prepared].map(([name, { folder, stage }]) => () => {
      const other = byFolder.get(folder);
      if (other !== undefined) {
        throw new SynthError(`${name}: its tree is that of ${other}: ${folder}. One of the two is a link: remove it.`);
      }
      byFolder.set(folder, name);
      try {
        return stage();
      } catch (error) {
        throw new SynthError(`${name}: ${messageOf(error)}`, { cause: error });
      }
    }),
  );
}

function refuseInTree(topology: string | undefined, outdir: string, clusters: readonly FleetCluster[]): void {
  if (topology === undefined) return;
  const around = clusters.find(({ name }) => isWithin(resolve(topology), resolve(outdir, name)));
  if (!around) return;
  throw new SynthError(
    `topology: ${JSON.stringify(topology)} is in the tree of ${around.name}, where only manifests stay. Name a folder beside the trees.`,
  );
}
