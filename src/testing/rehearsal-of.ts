import { ApiObject, type App } from 'cdk8s';
import { rehearseFiles } from '../cli/input/rehearsed-files';
import type { Platform } from '../platform';
import { isManifest, Rehearsal } from '../rehearsal';
import { platformOf } from '../resource';

/**
 * The rehearsal of all objects of an app, without synthesizing it.
 * @param platform @default that of the app
 */
export function rehearsalOf(app: App, platform: Platform = platformOf(app)): Rehearsal {
  const manifests = app.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object): unknown => object.toJson())
    .filter(isManifest);
  return new Rehearsal(manifests, platform);
}

/**
 * The rehearsal of manifests in files and folders, on the platform that a loxigw.yaml has for them.
 * @throws Error for what cannot be read, and for files of several platforms
 */
export function rehearsalOfFiles(...paths: readonly string[]): Rehearsal {
  const { rehearsed, errors } = rehearseFiles(paths, undefined);
  const [first] = errors;
  if (first) throw new Error(`${first.file}: ${first.message}`);
  const [played, second] = rehearsed;
  if (!played) throw new Error(`${paths.join(', ')}: has no manifests. Write them first.`);
  if (second) throw new Error(`${paths.join(', ')}: are of several platforms. Name files of one.`);
  return played.rehearsal;
}
