import { Construct } from 'constructs';
import type { Host } from '../hosts';
import { checkOneOf } from '../resource/checks';
import { Field } from '../resource/field';

export interface NodePreparationProps {
  /** The machine. */
  readonly host: Host;
  /** What runs on it. */
  readonly role: 'server' | 'agent';
  /** Installs what SELinux needs to stay enforcing. @default true */
  readonly selinux?: boolean;
}

/** Oldest kernel for Cilium's eBPF, as the article has it; Cilium 1.17 and RKE2 ask for less. */
const OLDEST_KERNEL = '5.10';

/** What RKE2 needs on Enterprise Linux. */
const PACKAGES = ['iptables', 'libnetfilter_conntrack', 'libnfnetlink', 'libnftnl', 'policycoreutils-python-utils'];

/**
 * What a machine with NetworkManager needs before RKE2 with Cilium starts on it: Cilium's interfaces are left to Cilium, the packages
 * are there, SELinux stays enforcing, and RKE2 does not start on a kernel that is too old, instead of failing later.
 *
 * `rke2-selinux` is in the repository of RKE2, which has to be set up.
 */
export class NodePreparation extends Construct {
  /** @throws InvalidFieldError for a role that there is not */
  constructor(scope: Construct, id: string, { host, role, selinux = true }: NodePreparationProps) {
    super(scope, id);
    checkOneOf(Field.of(this).at('role'), role, ['server', 'agent'], 'a role of RKE2');
    host.addFile({ path: '/etc/NetworkManager/conf.d/cilium-cni.conf', content: UNMANAGED });
    host.addFile({
      path: `/etc/systemd/system/rke2-${role}.service.d/kernel.conf`,
      content: `[Unit]\nAssertKernelVersion=>=${OLDEST_KERNEL}\n`,
    });
    host.addPackages(...PACKAGES, ...(selinux ? ['rke2-selinux'] : []));
    host.addCommand('systemctl', 'daemon-reload');
    // Where NetworkManager does not run there is nothing to reload.
    host.addCommand('systemctl', 'try-reload-or-restart', 'NetworkManager.service');
  }
}

/** Cilium's own interfaces, and those of pods. */
const UNMANAGED = `[keyfile]
unmanaged-devices=${['cilium_net', 'cilium_host', 'cilium_vxlan', 'cilium_geneve', 'lxc*'].map((name) => `interface-name:${name}`).join(';')}
`;
