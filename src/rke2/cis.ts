import type { Host } from '../hosts';
import type { Rke2Config } from './config-file';

/** What the kubelet wants of the kernel when it does not set it itself. Source: rke2-docs, docs/security/hardening_guide.md. */
const SYSCTLS = ['vm.panic_on_oom = 0', 'vm.overcommit_memory = 1', 'kernel.panic = 10', 'kernel.panic_on_oops = 1'];

/** Adds what RKE2 asks of a host with a profile, or `protect-kernel-defaults`, and does not start without. */
export function prepareForCis(host: Host, config: Rke2Config): void {
  const profile = config.profile !== undefined;
  if (profile || config['protect-kernel-defaults'] === true) {
    host.addFile({ path: '/etc/sysctl.d/60-rke2-cis.conf', content: `${SYSCTLS.join('\n')}\n` });
    host.addCommand('sysctl', '--system');
  }
  if (profile) {
    // Unlike `useradd`, this may run again.
    host.addFile({ path: '/etc/sysusers.d/rke2-etcd.conf', content: 'u etcd - "etcd of RKE2" - -\n' });
    host.addCommand('systemd-sysusers', '/etc/sysusers.d/rke2-etcd.conf');
  }
}
