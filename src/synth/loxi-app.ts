import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { App, type AppProps } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Platform } from '../platform';
import { setPlatform } from '../resource';
import { isDnsLabel } from '../resource/checks';
import { checkIdentities } from './identity';
import { outputFiles, type RenderedChart } from './output-files';
import { writeFolder } from './output-folder';
import { renderOrder } from './render-order';
import { type RenderedObject, render } from './rendered-object';
import { printWithoutStack, SynthError } from './synth-error';

export interface LoxiAppProps extends AppProps {
  /**
   * The target of everything in the app.
   * @default Platform.default
   */
  readonly platform?: Platform;
  /**
   * Name of the cluster that the app is for, a DNS label: its tree is `<outdir>/<cluster>/`.
   * @default none: the tree is `<outdir>/`
   */
  readonly cluster?: string;
  /**
   * Write an empty tree if the app has no objects.
   * @default false: an empty result is refused, because Argo CD would prune everything
   */
  readonly allowEmpty?: boolean;
}

const LOXI_APP = Symbol.for('cdk8s-loxi-gateway.LoxiApp');

/**
 * An `App` whose `synth()` is one pass and writes all or nothing.
 *
 * The files are those of the stock `App`, byte for byte, with one difference: no number ever stands in front of a file name,
 * so names do not depend on the order of charts. Everything is rendered before anything is written, and the tree is swapped in
 * as a whole: a failed synth leaves the old one. Files of an earlier synth that are no longer produced go away; nothing else
 * is ever deleted.
 *
 * With `outdir` given, the result is also copied to the folder that `cdk8s synth` expects it in (`CDK8S_OUTDIR`), which the
 * CLI deletes before each run. Name a scratch folder as `output` in cdk8s.yaml, so that a failing run leaves `outdir` alone.
 */
export class LoxiApp extends App {
  /** True for apps of this class, also of another copy of the package. */
  static isLoxiApp(x: unknown): x is LoxiApp {
    return typeof x === 'object' && x !== null && LOXI_APP in x;
  }

  private readonly allowEmpty: boolean;
  private readonly mirror: string | undefined;
  private readonly constructMetadata: boolean;

  /** @throws SynthError if `cluster` is not a DNS label */
  constructor(props: LoxiAppProps = {}) {
    const { cluster } = props;
    if (cluster !== undefined && !isDnsLabel(cluster)) {
      throw new SynthError(
        `cluster: ${JSON.stringify(cluster)} is not a DNS label. Use lower-case letters, digits and "-": it names a folder.`,
      );
    }
    const { CDK8S_OUTDIR: expected, CDK8S_RECORD_CONSTRUCT_METADATA: recorded } = process.env;
    const parent = props.outdir ?? expected ?? 'dist';
    const outdir = cluster === undefined ? parent : join(parent, cluster);
    super({ ...props, outdir });
    Object.defineProperty(this, LOXI_APP, { value: true });
    if (props.platform) setPlatform(this, props.platform);
    this.allowEmpty = props.allowEmpty ?? false;
    this.constructMetadata = props.recordConstructMetadata ?? recorded === 'true';
    this.mirror = props.outdir !== undefined && expected !== undefined ? mirrorOf(outdir, expected) : undefined;
  }

  /**
   * Renders, checks and writes everything.
   * @throws SynthError for invalid constructs, two objects of one identity, an empty result, names that leave the folder, and
   * a folder that cannot be written. The tree of the last synth is then as it was.
   */
  override synth(): void {
    try {
      const charts = withSortedKeys(() => this.render());
      this.check(charts.flatMap(({ objects }) => objects));
      const files = outputFiles(charts, {
        type: this.yamlOutputType,
        extension: this.outputFileExtension,
        constructMetadata: this.constructMetadata,
      });
      writeFolder(this.outdir, files);
      if (this.mirror !== undefined) writeFolder(this.mirror, files);
    } catch (error) {
      if (error instanceof SynthError) printWithoutStack(error);
      throw error;
    }
  }

  /** Called once with everything that will be written, before a byte is. @throws SynthError to refuse it */
  protected check(rendered: readonly RenderedObject[]): void {
    if (rendered.length === 0 && !this.allowEmpty) {
      throw new SynthError(
        'The app has no objects, and Argo CD would prune everything. Add a chart with objects, or set allowEmpty.',
      );
    }
    checkIdentities(rendered);
  }

  private render(): RenderedChart[] {
    const nodes = this.node.findAll();
    validate(nodes);
    return renderOrder(nodes).map(({ chart, objects }) => ({ chart, objects: objects.map(render) }));
  }
}

/** Every validation once. @throws SynthError with all their messages */
function validate(nodes: readonly IConstruct[]): void {
  const errors = nodes.flatMap((node) => node.node.validate().map((error) => `[${node.node.path}] ${error}`));
  if (errors.length > 0) throw new SynthError(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
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

/** Where in the CLI's folder the tree of `outdir` goes; undefined if it is the same folder. */
function mirrorOf(outdir: string, expected: string): string | undefined {
  const [from, to] = [resolve(outdir), resolve(expected)];
  const inside = relative(to, from);
  if (inside === '' || !(inside.startsWith('..') || isAbsolute(inside))) return undefined;
  const below = relative(process.cwd(), from);
  return join(to, below.startsWith('..') || isAbsolute(below) ? basename(from) : below);
}
