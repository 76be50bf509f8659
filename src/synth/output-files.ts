import { type ApiObject, Names, YamlOutputType } from 'cdk8s';
import type { ChartObjects } from './render-order';
import type { RenderedObject } from './rendered-object';
import { SynthError } from './synth-error';
import { yamlDocuments } from './yaml-document';

/** A file to write: its path below the output folder, with `/`, and its text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** A chart with its rendered objects. */
export interface RenderedChart {
  readonly chart: ChartObjects['chart'];
  readonly objects: readonly RenderedObject[];
}

/** What the app says of its output. */
export interface OutputOptions {
  readonly type: YamlOutputType;
  readonly extension: string;
  /** Write `construct-metadata.json`, which maps names to construct paths. */
  readonly constructMetadata: boolean;
}

/**
 * The files of an app, named as the stock `App` names them, save that no number ever stands in front.
 * @throws SynthError for names that leave the folder or clash
 */
export function outputFiles(charts: readonly RenderedChart[], options: OutputOptions): OutputFile[] {
  const files = new FileNames();
  checkExtension(options.extension);
  const manifests = (objects: readonly RenderedObject[]): unknown[] => objects.map(({ manifest }) => manifest);
  const { extension } = options;
  switch (options.type) {
    case YamlOutputType.FILE_PER_APP:
      if (charts.length > 0) {
        files.add(`app${extension}`, '(app)', yamlDocuments(charts.flatMap(({ objects }) => manifests(objects))));
      }
      break;
    case YamlOutputType.FILE_PER_CHART:
      for (const { chart, objects } of charts) {
        files.add(`${Names.toDnsLabel(chart)}${extension}`, chart.node.path, yamlDocuments(manifests(objects)));
      }
      break;
    default:
      for (const { chart, objects } of charts) {
        const folder = options.type === YamlOutputType.FILE_PER_RESOURCE ? '' : `${Names.toDnsLabel(chart)}/`;
        for (const object of objects) addResource(files, folder, object, extension);
      }
  }
  if (options.constructMetadata) files.add('construct-metadata.json', '(app)', constructMetadata(charts));
  return files.all;
}

function addResource(
  files: FileNames,
  folder: string,
  { apiObject, manifest }: RenderedObject,
  extension: string,
): void {
  const name = `${manifest.kind}.${manifest.metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
  files.add(`${folder}${name}${extension}`, apiObject.node.path, yamlDocuments([manifest]));
}

function constructMetadata(charts: readonly RenderedChart[]): string {
  const resources: Record<string, { path: string }> = {};
  const objects: ApiObject[] = charts.flatMap(({ objects: rendered }) => rendered.map(({ apiObject }) => apiObject));
  for (const object of objects) resources[object.name] = { path: object.node.path };
  return JSON.stringify({ version: '1.0.0', resources });
}

/** A segment of a path that cannot leave its folder, on any file system. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** @throws SynthError for an extension that is more than the end of a file name */
function checkExtension(extension: string): void {
  if (!/^[A-Za-z0-9._-]+$/.test(extension)) {
    throw new SynthError(
      `outputFileExtension: ${JSON.stringify(extension)} is no end of a file name. Use letters, digits, "-", "_" and ".".`,
    );
  }
}

class FileNames {
  readonly all: OutputFile[] = [];
  private readonly owners = new Map<string, string>();

  add(path: string, owner: string, text: string): void {
    const unfit = path.split('/').find((segment) => !SEGMENT.test(segment));
    if (unfit !== undefined) {
      throw new SynthError(
        `[${owner}] would be written to ${JSON.stringify(path)}, which is no plain file name. Use letters, digits, "-", "_" and "." in ids.`,
      );
    }
    // macOS and Windows do not tell upper from lower case.
    const key = path.toLowerCase();
    const other = this.owners.get(key);
    if (other !== undefined) {
      throw new SynthError(
        `[${owner}] and [${other}] would both be written to ${path}, and one of them lost. Rename one, or choose another yamlOutputType.`,
      );
    }
    this.owners.set(key, owner);
    this.all.push({ path, text });
  }
}
