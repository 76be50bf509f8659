import { type Chart, YamlOutputType } from 'cdk8s';
import { chartFileName, isPlainFileName, resourceFileName } from './file-name';
import { visible } from './identity';
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
  readonly chart: Chart;
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
 * The files of an app: paths and texts are those of the stock `App`, save that no index ever stands in front of a name.
 * @throws SynthError for names that leave the folder or clash, also where upper and lower case are one
 */
export function outputFiles(charts: readonly RenderedChart[], options: OutputOptions): OutputFile[] {
  const { type, extension } = options;
  if (!/^[A-Za-z0-9._-]*$/.test(extension)) {
    throw new SynthError(
      `outputFileExtension: ${JSON.stringify(extension)} would lead out of the folder, or is no extension everywhere. Use letters, digits, ".", "_" and "-".`,
    );
  }
  const files = new Files();
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      if (charts.length > 0) {
        files.add(`app${extension}`, '(app)', () => yamlOf(charts.flatMap(({ objects }) => objects)));
      }
      break;
    case YamlOutputType.FILE_PER_CHART:
      for (const { chart, objects } of charts) {
        files.add(`${chartFileName(chart)}${extension}`, chart.node.path, () => yamlOf(objects));
      }
      break;
    case YamlOutputType.FILE_PER_RESOURCE:
      // Named after what is written, and in folders after the construct: they differ where a JSON patch renames.
      for (const { objects } of charts) {
        for (const object of objects) {
          const { kind, metadata } = object.manifest;
          files.addResource('', extension, object, kind, metadata.name);
        }
      }
      break;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      for (const { chart, objects } of charts) {
        const folder = `${chartFileName(chart)}/`;
        for (const object of objects) {
          const { kind, metadata } = object.apiObject;
          files.addResource(folder, extension, object, kind, metadata.name);
        }
      }
      break;
  }
  if (options.constructMetadata) files.add(CONSTRUCT_METADATA, '(app)', () => constructMetadata(charts));
  return files.checked();
}

/** The file that validation plugins of cdk8s-cli look construct paths up in. */
export const CONSTRUCT_METADATA = 'construct-metadata.json';

/** Names to construct paths (cdk8s 2.70.106, lib/app.js, `writeConstructMetadata`). Of two objects with one name, the last. */
export function constructMetadata(charts: readonly RenderedChart[]): string {
  const resources: Record<string, { path: string }> = {};
  for (const { objects } of charts) {
    for (const { apiObject } of objects) resources[apiObject.name] = { path: apiObject.node.path };
  }
  return JSON.stringify({ version: '1.0.0', resources });
}

function yamlOf(objects: readonly RenderedObject[]): string {
  return yamlDocuments(objects.map(({ manifest }) => manifest));
}

class Files {
  private readonly files: OutputFile[] = [];
  private readonly problems: string[] = [];
  /** Who writes a path, and who a folder, in lower case: macOS and Windows do not tell them apart. */
  private readonly owners = new Map<string, string>();
  private readonly folders = new Map<string, string>();

  add(path: string, owner: string, text: () => string): void {
    if (!path.split('/').every(isPlainFileName)) {
      this.problems.push(
        `[${owner}] would be written to "${visible(path)}", which is no plain file name. Use letters, digits, "-", "_" and "." in ids and names, 255 at most, and none that begins with ".".`,
      );
      return;
    }
    const key = path.toLowerCase();
    const other = this.owners.get(key);
    if (other !== undefined) {
      this.problems.push(
        `[${owner}] and [${other}] would both be written to ${path}, and one of them lost. Rename one, or choose another yamlOutputType.`,
      );
      return;
    }
    this.owners.set(key, owner);
    if (key.includes('/')) this.folders.set(key.slice(0, key.indexOf('/')), owner);
    this.files.push({ path, text: text() });
  }

  addResource(folder: string, extension: string, object: RenderedObject, kind: unknown, name: unknown): void {
    const owner = object.apiObject.node.path;
    // cdk8s leaves such characters out of the file name. The API server takes no name with them, for any kind
    // (k8s.io/apimachinery/pkg/api/validation/path).
    if (name === '.' || name === '..' || /[/\\]/.test(String(name))) {
      this.problems.push(
        `[${owner}] metadata.name: "${visible(String(name))}" cannot be part of a path, and the file would be named after it. Leave out "/", "\\" and "..".`,
      );
      return;
    }
    this.add(`${folder}${resourceFileName(kind, name)}${extension}`, owner, () => yamlOf([object]));
  }

  /** @throws SynthError with all problems */
  checked(): OutputFile[] {
    for (const [folder, owner] of this.folders) {
      const other = this.owners.get(folder);
      if (other !== undefined) {
        this.problems.push(`[${owner}] needs a folder where [${other}] is written to: ${folder}. Rename one of them.`);
      }
    }
    if (this.problems.length > 0) throw SynthError.of(this.problems);
    return this.files;
  }
}
