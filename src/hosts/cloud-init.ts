import { stringify } from 'yaml';
import type { Host } from './host';

/**
 * The user-data by which cloud-init sets a host up at its first boot: packages, files, then commands. It is YAML 1.1, as
 * cloud-init reads it. Commands are lists, which no shell takes apart.
 *
 * Source: cloud-init, modules write_files, package_update_upgrade_install and runcmd. Files are written before packages are
 * installed, so that a package finds its configuration.
 */
export function userData({ files, packages, commands }: Host): string {
  const config = {
    ...(files.length > 0
      ? {
          write_files: files.map(({ path, content, mode, owner, group }) => ({
            path,
            owner: `${owner}:${group}`,
            permissions: mode,
            content,
          })),
        }
      : {}),
    ...(packages.length > 0 ? { package_update: true, packages: [...packages] } : {}),
    ...(commands.length > 0 ? { runcmd: commands.map((words) => [...words]) } : {}),
  };
  return `#cloud-config\n${stringify(config, { version: '1.1', lineWidth: 0 })}`;
}
