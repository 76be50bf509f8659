import { Construct } from 'constructs';
import type { Host } from '../hosts';
import { isKernelForCilium } from '../platform/rke2-releases';
import { checkInteger } from '../resource/checks';
import { Field } from '../resource/field';

export interface HostPreparationProps {
  /** The machine, of the family of Red Hat Enterprise Linux. */
  readonly host: Host;
  /** The oldest kernel that RKE2 starts on, e.g. `5.15`. At least 5.8, which RKE2 advises with Cilium. @default 5.10 */
  readonly kernel?: string;
  /** False: NetworkManager does not run, or leaves interfaces of Cilium alone already. @default true */
  readonly networkManager?: boolean;
  /** Packets that wait for a CPU to take them from a device: `net.core.netdev_max_backlog`. @default 10000 */
  readonly netdevMaxBacklog?: number;
  /** False: the host has no SELinux. With true it stays as it is, enforcing, with the policy of RKE2. @default true */
  readonly selinux?: boolean;
  /**
   * Where the package `rke2-selinux` comes from: that of Rancher for a major release of Enterprise Linux. False: the host has a
   * repository with it.
   * @default 9
   */
  readonly rke2Repository?: 8 | 9 | false;
}

/** Interfaces that Cilium makes: its own, and one for each pod. */
const CILIUM_INTERFACES = ['cilium_*', 'lxc*'];

/**
 * Prepares a machine for a node of RKE2 with Cilium: NetworkManager leaves its interfaces alone, RKE2 does not start on a kernel
 * that is too old, queues of devices are long, packages are there, and SELinux stays enforcing.
 */
export class HostPreparation extends Construct {
  /** The machine. */
  readonly host: Host;

  /** @throws InvalidFieldError for a kernel that is none or too old, and a length of queues that is none */
  constructor(scope: Construct, id: string, props: HostPreparationProps) {
    super(scope, id);
    const { host, kernel = '5.10', netdevMaxBacklog = 10000, selinux = true, rke2Repository = 9 } = props;
    this.host = host;
    const root = Field.of(this);
    if (host.commands.some((words) => words.some((word) => /^rke2-(server|agent)\.service$/.test(word)))) {
      root.at('host').fail(host.name, 'starts RKE2 before it is prepared', 'Make the HostPreparation before the node.');
    }
    checkKernel(root.at('kernel'), kernel);
    checkInteger(root.at('netdevMaxBacklog'), netdevMaxBacklog, 1000, 2 ** 31 - 1, 'packets');
    if (props.networkManager !== false) leaveInterfacesAlone(host);
    // The unit fails, and says why, instead of Cilium's pods on a node that looks ready for them.
    for (const unit of ['rke2-server', 'rke2-agent']) {
      host.addFile({
        path: `/etc/systemd/system/${unit}.service.d/10-kernel.conf`,
        content: `[Unit]\nAssertKernelVersion=>=${kernel}\n`,
      });
    }
    host.addCommand('systemctl', 'daemon-reload');
    host.addFile({
      path: '/etc/sysctl.d/90-netdev-backlog.conf',
      content: `net.core.netdev_max_backlog = ${netdevMaxBacklog}\n`,
    });
    host.addCommand('sysctl', '--system');
    host.addPackages('iptables', 'libnetfilter_conntrack', 'libnfnetlink', 'libnftnl', 'policycoreutils-python-utils');
    if (!selinux) return;
    host.addPackages('rke2-selinux');
    if (rke2Repository !== false) addRepository(root.at('rke2Repository'), host, rke2Repository);
  }
}

function checkKernel(field: Field, kernel: string): void {
  if (typeof kernel !== 'string' || !/^\d+\.\d+(\.\d+)?$/.test(kernel))
    field.fail(kernel, 'is no version of a kernel', 'Write it as "5.10".');
  if (!isKernelForCilium(kernel)) {
    field.fail(
      kernel,
      'is older than RKE2 advises for Cilium in place of kube-proxy',
      'Use 5.8 or newer; 5.10 is fine.',
    );
  }
}

function leaveInterfacesAlone(host: Host): void {
  const devices = CILIUM_INTERFACES.map((name) => `interface-name:${name}`).join(';');
  host.addFile({
    path: '/etc/NetworkManager/conf.d/cilium-cni.conf',
    content: `[keyfile]\nunmanaged-devices=${devices}\n`,
  });
  // It reads the file when it starts. Not started where it does not run.
  host.addCommand('systemctl', 'try-restart', 'NetworkManager.service');
}

/** Source: rke2-docs, docs/install/methods.md. */
function addRepository(field: Field, host: Host, release: number): void {
  if (release !== 8 && release !== 9) field.fail(release, 'is no release of Enterprise Linux', 'Give 8, 9 or false.');
  const lines = [
    '[rancher-rke2-common-stable]',
    'name=Rancher RKE2 Common (stable)',
    `baseurl=https://rpm.rancher.io/rke2/stable/common/centos/${release}/noarch`,
    'enabled=1',
    'gpgcheck=1',
    'gpgkey=https://rpm.rancher.io/public.key',
  ];
  host.addFile({ path: '/etc/yum.repos.d/rancher-rke2-common.repo', content: `${lines.join('\n')}\n` });
}
