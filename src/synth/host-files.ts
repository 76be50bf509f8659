import type { IConstruct } from 'constructs';
import { Host, hostTree } from '../hosts';
import type { OutputFile } from './output-files';
import { hasIndex } from './output-index';
import { SynthError } from './synth-error';

/**
 * The files of all hosts in an app; undefined if it has none, and no earlier synth has written any: then there is no folder.
 * @throws SynthError for two hosts of one name, also where upper and lower case are one
 */
export function hostFiles(constructs: readonly IConstruct[], folder: string): readonly OutputFile[] | undefined {
  const hosts = constructs.filter((construct) => Host.isHost(construct));
  const byName = new Map<string, Host>();
  for (const host of hosts) {
    const other = byName.get(host.name);
    if (other) {
      throw new SynthError(
        `[${host.node.path}] and [${other.node.path}] are both the host ${host.name}, and the files of one would be lost. Make one Host, and add to it.`,
      );
    }
    byName.set(host.name, host);
  }
  if (hosts.length === 0 && !hasIndex(folder)) return undefined;
  return hostTree(hosts);
}
