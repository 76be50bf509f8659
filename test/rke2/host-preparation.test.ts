import { type Host, HostPreparation, type HostPreparationProps, Rke2Agent } from '../../src';
import { ARTICLE, chartOn, refusalOf } from '../constructs';
import { hostOf, nodeProps, textOf } from './nodes';

function prepared(props: Partial<HostPreparationProps> = {}): Host {
  const chart = chartOn();
  return new HostPreparation(chart, 'preparation', { host: hostOf(chart, 'n1'), ...props }).host;
}

const paths = (host: Host): readonly string[] => host.files.map(({ path }) => path);

describe('a prepared host', () => {
  test.each(['rke2-server', 'rke2-agent'])('does not start %s on a kernel that is too old', (unit) => {
    const path = `/etc/systemd/system/${unit}.service.d/10-kernel.conf`;
    expect(textOf(prepared(), path)).toBe('[Unit]\nAssertKernelVersion=>=5.10\n');
    expect(textOf(prepared({ kernel: '5.15' }), path)).toBe('[Unit]\nAssertKernelVersion=>=5.15\n');
  });

  test('has long queues of devices', () => {
    const path = '/etc/sysctl.d/90-netdev-backlog.conf';
    expect(textOf(prepared(), path)).toBe('net.core.netdev_max_backlog = 10000\n');
    expect(textOf(prepared({ netdevMaxBacklog: 5000 }), path)).toBe('net.core.netdev_max_backlog = 5000\n');
  });

  test('has the policy of SELinux from where it is', () => {
    expect(textOf(prepared({ rke2Repository: 8 }), '/etc/yum.repos.d/rancher-rke2-common.repo')).toBe(
      [
        '[rancher-rke2-common-stable]',
        'name=Rancher RKE2 Common (stable)',
        'baseurl=https://rpm.rancher.io/rke2/stable/common/centos/8/noarch',
        'enabled=1',
        'gpgcheck=1',
        'gpgkey=https://rpm.rancher.io/public.key',
        '',
      ].join('\n'),
    );
    const mirrored = prepared({ rke2Repository: false });
    expect(mirrored.packages).toContain('rke2-selinux');
    expect(paths(mirrored)).not.toContain('/etc/yum.repos.d/rancher-rke2-common.repo');
    expect(prepared({ selinux: false }).packages).not.toContain('rke2-selinux');
  });

  test('has nothing of NetworkManager where it does not run', () => {
    const host = prepared({ networkManager: false });
    expect(paths(host).filter((path) => path.includes('NetworkManager'))).toEqual([]);
    expect(host.commands.flat()).not.toContain('NetworkManager.service');
  });

  test.each<[string, Partial<HostPreparationProps>, string]>([
    ['a kernel that is none', { kernel: 'new' }, 'Write it as "5.10".'],
    ['a kernel that is too old', { kernel: '4.18' }, 'Use 5.8 or newer; 5.10 is fine.'],
    ['queues of no length', { netdevMaxBacklog: 0 }, 'Give a number in that range, in packets.'],
  ])('is refused with %s', (_, props, message) => {
    const refusal = refusalOf((chart) => new HostPreparation(chart, 'p', { host: hostOf(chart, 'n1'), ...props }));
    expect(refusal.message).toContain(message);
  });

  test('is refused where RKE2 starts before', () => {
    const refusal = refusalOf((chart) => {
      const { host } = new Rke2Agent(chart, 'a', { ...nodeProps(chart, 'kuber-worker-1'), start: true });
      new HostPreparation(chart, 'p', { host });
    }, ARTICLE);
    expect(refusal.message).toContain('Make the HostPreparation before the node.');
  });
});
