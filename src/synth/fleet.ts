import { join } from 'node:path';
import { stringify } from 'yaml';
import { Platform, platformProps } from '../platform';
import { fleetFindings } from '../rehearsal/fleet/fleet-findings';
import { messageOf } from './caught';
import { LoxiApp, type LoxiAppProps, type PreparedSynth } from './loxi-app';
import { checkPlatformFile, writePlatformFile } from './platform-file';
import { printWarnings } from './rehearsal';
import { SynthError } from './synth-error';

/** A cluster of a fleet; give it what else your program needs to know of one. */
export interface FleetCluster {
  /** A DNS label, unique: its tree is `<outdir>/<name>/`. */
  readonly name: string;
  /** @default Platform.default */
  readonly platform?: Platform;
}

export interface FleetProps<C extends FleetCluster>
  extends Omit<LoxiAppProps, 'cluster' | 'platform' | 'outdir' | 'topology'> {
  /** Folder of all trees. @default dist */
  readonly outdir?: string;
  readonly clusters: readonly C[];
  /** Adds the charts of one cluster to its app. Called once for each, in their order. */
  readonly define: (app: LoxiApp, cluster: C) => void;
  /**
   * File into which the platforms of all clusters are written, so that `loxigw check` knows them: `loxigw.yaml`. One that somebody else wrote is
   * refused.
   * @default none
   */
  readonly platformFile?: string;
  /** Rules between clusters that are accepted, each with the reason: `{ rule: 'fleet/hostname-twice', reason: … }`. @default none */
  readonly acknowledge?: readonly { readonly rule: string; readonly reason: string }[];
}

/**
 * Many clusters from one program: shared definitions, and for each cluster its platform and whatever else is its own.
 *
 * Every cluster is an app of its own, rendered and rehearsed by itself, and then all together. Nothing is written before all of them have
 * passed; then one tree after the other is swapped in, so that only a disk that fails can leave some of them new and others as they were.
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

  /** @throws SynthError for no cluster, two of one name, and a name that is no DNS label; and what `define` throws, with the cluster in front */
  constructor(private readonly props: FleetProps<C>) {
    const { clusters, define, outdir = 'dist', platformFile: _file, acknowledge: _accepted, ...app } = props;
    if (clusters.length === 0) throw new SynthError('clusters: there is none. Name one at least.');
    const apps = new Map<string, LoxiApp>();
    for (const cluster of clusters) {
      const { name, platform } = cluster;
      if (apps.has(name))
        throw new SynthError(`clusters: ${JSON.stringify(name)} is the name of two. Give each its own.`);
      const own = new LoxiApp({ ...app, outdir, cluster: name, ...(platform ? { platform } : {}) });
      apps.set(name, own);
      try {
        define(own, cluster);
      } catch (error) {
        throw new SynthError(`${name}: ${messageOf(error)}`, { cause: error });
      }
    }
    this.apps = apps;
  }

  /**
   * Renders and rehearses all clusters, looks at what they have between them, and writes.
   * @throws SynthError with all problems of all clusters, each with its name; nothing is written then
   */
  synth(): void {
    const { outdir = 'dist', platformFile } = this.props;
    const prepared = this.prepared();
    this.checkBetween(prepared);
    if (platformFile !== undefined) checkPlatformFile(platformFile);
    for (const { write } of prepared.values()) write();
    if (platformFile !== undefined) writePlatformFile(platformFile, this.platformText(outdir));
  }

  private prepared(): ReadonlyMap<string, PreparedSynth> {
    const problems: string[] = [];
    const prepared = new Map<string, PreparedSynth>();
    for (const [name, app] of this.apps) {
      try {
        prepared.set(name, app.prepare());
      } catch (error) {
        if (!(error instanceof SynthError)) throw error;
        problems.push(`${name}: ${error.message}`);
      }
    }
    if (problems.length > 0) throw SynthError.of(problems);
    return prepared;
  }

  private checkBetween(prepared: ReadonlyMap<string, PreparedSynth>): void {
    const members = [...prepared].flatMap(([name, { rehearsals }]) =>
      rehearsals.map((rehearsal) => ({ name, rehearsal })),
    );
    const accepted = new Map((this.props.acknowledge ?? []).map(({ rule, reason }) => [rule, reason]));
    for (const [rule, reason] of accepted) {
      if (reason.trim() === '') throw new SynthError(`acknowledge: that of ${rule} has no reason. Say why it is fine.`);
    }
    const errors: string[] = [];
    const warnings: string[] = [];
    for (const { member, finding } of fleetFindings(members)) {
      const { rule, severity, resource, path, message, cure } = finding;
      if (accepted.has(rule)) continue;
      const title = `${resource.kind} ${resource.namespace === undefined ? '' : `${resource.namespace}/`}${resource.name}`;
      const text = `${member.name}: ${title} ${path === '' ? '' : `${path}: `}${message} (${rule}). ${cure}`;
      if (severity === 'error') errors.push(text);
      else if (severity === 'warning') warnings.push(text);
    }
    printWarnings(warnings);
    if (errors.length > 0) throw SynthError.of(errors);
  }

  private platformText(outdir: string): string {
    return stringify({
      platforms: this.props.clusters.map(({ name, platform = Platform.default }) => ({
        paths: [join(outdir, name)],
        ...platformProps(platform),
      })),
    });
  }
}
