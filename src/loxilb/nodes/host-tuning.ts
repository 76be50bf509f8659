import type { Host } from '../../hosts';

const XPS_OFF = '/usr/local/sbin/loxilb-xps-off';

/**
 * What LoxiLB's own measurements are made with: a longer queue of received packets, and no XPS (which core sends what), because
 * LoxiLB sends from the core that received. Drivers set XPS when an interface comes up, so it is turned off after that, by a unit,
 * and not by a rule of udev.
 */
export function tuneHost(host: Host): void {
  host.addFile({
    path: '/etc/sysctl.d/90-loxilb.conf',
    content: '# Packets that may wait for a core.\nnet.core.netdev_max_backlog = 10000\n',
  });
  host.addFile({
    path: XPS_OFF,
    mode: '0755',
    content: [
      '#!/bin/sh',
      '# Turns XPS off on all interfaces. One with a single queue has no XPS, and refuses.',
      'for file in /sys/class/net/*/queues/tx-*/xps_cpus; do',
      '  echo 0 > "$file" 2>/dev/null || true',
      'done',
      '',
    ].join('\n'),
  });
  host.addFile({
    path: '/etc/systemd/system/loxilb-xps.service',
    content: [
      '[Unit]',
      'Description=Turn XPS off for LoxiLB',
      'Wants=network-online.target',
      'After=network-online.target',
      'Before=loxilb.service',
      '',
      '[Service]',
      'Type=oneshot',
      'RemainAfterExit=yes',
      `ExecStart=${XPS_OFF}`,
      '',
      '[Install]',
      'WantedBy=multi-user.target',
      '',
    ].join('\n'),
  });
  host.addCommand('sysctl', '--system');
}
