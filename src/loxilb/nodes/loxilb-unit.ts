import { stringify } from 'yaml';

/** A program that runs containers. */
export type ContainerRuntime = 'podman' | 'docker';

/** How the container of LoxiLB is run. */
export interface LoxilbContainer {
  readonly runtime: ContainerRuntime;
  readonly image: string;
  readonly flags: readonly string[];
}

/** Oldest kernel whose eBPF LoxiLB loads (loxilbdocs, requirements.md). */
const OLDEST_KERNEL = '5.15';
const NAME = 'loxilb';
const LOG_SOCKET = '/dev/log:/dev/log';

/**
 * The unit that runs LoxiLB. It needs the host's network, for gratuitous ARP and VIPs on `lo`, and privileges, for eBPF. The
 * container is made anew at each start: nothing of it is kept. A kernel that is too old fails the unit, instead of LoxiLB later.
 */
export function loxilbUnit({ runtime, image, flags }: LoxilbContainer): string {
  const isDocker = runtime === 'docker';
  const after = isDocker ? 'network-online.target docker.service' : 'network-online.target';
  const program = `/usr/bin/${runtime}`;
  const run = [
    `${program} run --rm --name ${NAME}`,
    '--privileged --network host --user root',
    `--volume ${LOG_SOCKET}`,
    image,
    ...flags.map(escaped),
  ];
  return [
    '[Unit]',
    'Description=LoxiLB load balancer',
    'Documentation=https://docs.loxilb.io/',
    ...(isDocker ? ['Requires=docker.service'] : []),
    'Wants=network-online.target',
    `After=${after}`,
    `AssertKernelVersion=>=${OLDEST_KERNEL}`,
    '',
    '[Service]',
    'Restart=always',
    'RestartSec=5',
    '# The first start pulls the image.',
    'TimeoutStartSec=300',
    `ExecStartPre=-${program} rm --force ${NAME}`,
    `ExecStart=${run.join(' \\\n  ')}`,
    `ExecStop=${program} stop --time 10 ${NAME}`,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

/** The same as a compose file, for who runs containers that way: instead of the unit, not beside it. */
export function loxilbCompose({ image, flags }: LoxilbContainer): string {
  const compose = {
    services: {
      [NAME]: {
        image,
        container_name: NAME,
        command: flags.map((flag) => flag.replaceAll('$', '$$$$')),
        network_mode: 'host',
        privileged: true,
        user: 'root',
        restart: 'unless-stopped',
        volumes: [LOG_SOCKET],
      },
    },
  };
  return stringify(compose, { version: '1.1', lineWidth: 0 });
}

/** `%` and `$` have meanings in a unit. */
function escaped(flag: string): string {
  return flag.replaceAll('%', '%%').replaceAll('$', '$$$$');
}
