import { KubeLoxilb, type KubeLoxilbProps, type PlatformProps } from '../../../src';
import { manifestsOf, refusalOf } from '../../constructs';

const POOLS = { defaultPool: '192.168.57.100-192.168.57.120' };
const URLS = ['http://192.168.57.7:11111', 'http://192.168.57.8:11111'];
const DEFAULT_FLAG = '--cidrPools=defaultPool=192.168.57.100-192.168.57.120';

function flagsOf(props: Partial<KubeLoxilbProps>, platform: PlatformProps = {}): readonly string[] {
  let flags: readonly string[] = [];
  const [deployment] = manifestsOf((chart) => {
    flags = new KubeLoxilb(chart, 'kube-loxilb', { pools: POOLS, ...props }).flags;
  }, platform).filter(({ kind }) => kind === 'Deployment');
  expect(deployment?.spec.template.spec.containers[0].args).toEqual(flags);
  return flags;
}

const refusal = (props: Partial<KubeLoxilbProps>, platform: PlatformProps = {}): string =>
  refusalOf((chart) => new KubeLoxilb(chart, 'kube-loxilb', { pools: POOLS, ...props }), platform).message;

describe('the command line of kube-loxilb', () => {
  // One row for each flag of kube-loxilb, cmd/loxilb-agent/options.go, that has an effect.
  test.each<[string, Partial<KubeLoxilbProps>, string[]]>([
    ['has its pools', {}, [DEFAULT_FLAG]],
    [
      'has several pools in the order given',
      { pools: { b: '10.0.0.0/24', defaultPool: '10.0.1.5/32' } },
      ['--cidrPools=b=10.0.0.0/24,defaultPool=10.0.1.5/32'],
    ],
    [
      'has IPv6 pools',
      { pools6: { defaultPool: '2001:db8::100/120' } },
      [DEFAULT_FLAG, '--cidr6Pools=defaultPool=2001:db8::100/120'],
    ],
    ['has the hosts of LoxiLB', { loxiUrls: URLS }, [`--loxiURL=${URLS.join(',')}`, DEFAULT_FLAG]],
    [
      'takes HTTPS, a name and a slash at the end',
      { loxiUrls: ['https://llb1.example.com:8091/'] },
      ['--loxiURL=https://llb1.example.com:8091/', DEFAULT_FLAG],
    ],
    ['has the mode as a number: default', { mode: 'default' }, [DEFAULT_FLAG, '--setLBMode=0']],
    ['has the mode as a number: onearm', { mode: 'onearm' }, [DEFAULT_FLAG, '--setLBMode=1']],
    ['has the mode as a number: fullnat', { mode: 'fullnat' }, [DEFAULT_FLAG, '--setLBMode=2']],
    ['has the mode as a number: fullproxy', { mode: 'fullproxy' }, [DEFAULT_FLAG, '--setLBMode=4']],
    [
      'has the mode as a number: hostonearm, with the VIP that it is for',
      { mode: 'hostonearm', pools: { defaultPool: '0.0.0.0/32' } },
      ['--cidrPools=defaultPool=0.0.0.0/32', '--setLBMode=5'],
    ],
    [
      'gives setRoles the value without which it would swallow the next flag',
      { roles: true, mode: 'onearm' },
      [DEFAULT_FLAG, '--setLBMode=1', '--setRoles=0.0.0.0'],
    ],
    [
      'says nothing of what is off',
      { roles: false, monitor: false, uniqueIp: false, noZoneName: false, appendEndpoints: false },
      [DEFAULT_FLAG],
    ],
    [
      'has BGP, peers and their options',
      {
        bgp: 65100,
        peers: [
          { address: '50.50.50.1', asn: 65101 },
          { address: '51.51.51.1', asn: 4200000000 },
        ],
        multiHop: true,
        listenBgpPort: 1791,
        bgpResources: true,
      },
      [
        DEFAULT_FLAG,
        '--setBGP=65100',
        '--extBGPPeers=50.50.50.1:65101,51.51.51.1:4200000000',
        '--listenBGPPort=1791',
        '--eBGPMultiHop=true',
        '--enableBGPCRDs=true',
      ],
    ],
    ['has monitor', { monitor: true }, [DEFAULT_FLAG, '--monitor=true']],
    [
      'has zones and instances',
      { zone: 'north', roles: true, uniqueIp: true, zoneInstances: 3 },
      [DEFAULT_FLAG, '--setRoles=0.0.0.0', '--setUniqueIP=true', '--zone=north', '--numZoneInstances=3'],
    ],
    ['has noZoneName', { noZoneName: true }, [DEFAULT_FLAG, '--noZoneName=true']],
    ['has a private network', { privateCidr: '10.0.0.0/24' }, [DEFAULT_FLAG, '--privateCIDR=10.0.0.0/24']],
    [
      'has nodes that are never elected',
      { excludeRoles: ['10.0.0.5', '10.0.0.6'] },
      [DEFAULT_FLAG, '--excludeRoleList=10.0.0.5,10.0.0.6'],
    ],
    ['adds to rules of other clusters', { appendEndpoints: true }, [DEFAULT_FLAG, '--appendEPs=true']],
    ['has the level of its log', { logLevel: 4 }, [DEFAULT_FLAG, '--v=4']],
  ])('%s', (_, props, flags) => {
    expect(flagsOf(props)).toEqual(flags);
  });

  test.each<[string, Partial<KubeLoxilbProps>, RegExp]>([
    [
      'a URL without a port',
      { loxiUrls: ['http://192.168.57.7'] },
      /loxiUrls\[0\]: .* is no address of a LoxiLB.*"http:\/\/192.168.57.7:11111"/,
    ],
    [
      'pools with an address in common, which are counted apart',
      { pools: { defaultPool: '10.0.0.200/24', web: '10.0.0.210-10.0.0.220' } },
      /pools.web: .* has addresses of the pool defaultPool.*Keep the pools apart/,
    ],
    ['multihop to nobody', { bgp: 65100, multiHop: true }, /multiHop: .* there are none.*Give peers/],
    ['a URL without a scheme', { loxiUrls: ['192.168.57.7:11111'] }, /is no address of a LoxiLB/],
    ['a URL with a path', { loxiUrls: ['http://192.168.57.7:11111/netlox'] }, /without a path/],
    [
      'a URL with a blank',
      { loxiUrls: ['http://192.168.57.7:11111, http://192.168.57.8:11111'] },
      /is no address of a LoxiLB/,
    ],
    ['an IPv6 URL', { loxiUrls: ['http://[2001:db8::1]:11111'] }, /is no address of a LoxiLB/],
    ['an address that is none', { loxiUrls: ['http://192.168.57.700:11111'] }, /is no address of a LoxiLB/],
    ['a port that is none', { loxiUrls: ['http://192.168.57.7:70000'] }, /is no address of a LoxiLB/],
    [
      'one host twice',
      { loxiUrls: ['http://192.168.57.7:11111', 'http://192.168.57.7:11111/'] },
      /is the same LoxiLB as/,
    ],
    ['no URL', { loxiUrls: [] }, /so that LoxiLB would be looked for in the cluster/],
    ['a name with BGP', { loxiUrls: ['http://llb1:11111'], bgp: 65100 }, /the host becomes the router ID/],
    ['pools without a default', { pools: { a: '10.0.0.0/24' } }, /have no defaultPool, and kube-loxilb crashes/],
    [
      'a pool name that divides the list',
      { pools: { 'a,b': '10.0.0.0/24', defaultPool: '10.0.0.5/32' } },
      /is no name of a pool/,
    ],
    ['an IPv6 pool among IPv4 ones', { pools: { defaultPool: '2001:db8::/120' } }, /is no IPv4 pool/],
    ['an IPv4 pool among IPv6 ones', { pools6: { defaultPool: '10.0.0.0/24' } }, /is no IPv6 pool/],
    [
      'the IPv6 pool of which addresses come twice',
      { pools6: { defaultPool: '3ffe:cafe::1/96' } },
      /is no IPv6 pool of which every address is given out once/,
    ],
    ['a mode that there is not', { mode: 'one-arm' as 'onearm' }, /Did you mean "onearm"/],
    ['dsr for all', { mode: 'dsr' }, /cannot be the mode of all Services/],
    ['hostonearm for VIPs', { mode: 'hostonearm' }, /is for the VIP 0.0.0.0 only/],
    ['peers without BGP', { peers: [{ address: '10.0.0.1', asn: 65101 }] }, /peers: .* needs BGP, which is off/],
    ['multihop without BGP', { multiHop: true }, /multiHop: true needs BGP/],
    ['a BGP port without BGP', { listenBgpPort: 1791 }, /listenBgpPort: 1791 needs BGP/],
    ['BGP resources without BGP', { bgpResources: true }, /bgpResources: true needs BGP/],
    ['an own AS number of 32 bits', { bgp: 4200000000 }, /bgp: 4200000000 is not a whole number from 1 to 65535/],
    ['AS number 0 of a peer', { bgp: 65100, peers: [{ address: '10.0.0.1', asn: 0 }] }, /peers\[0\].asn: 0 is not/],
    [
      'an IPv6 peer',
      { bgp: 65100, peers: [{ address: '2001:db8::1', asn: 65101 }] },
      /is no IPv4 address, and peers have one/,
    ],
    [
      'a peer twice',
      {
        bgp: 65100,
        peers: [
          { address: '10.0.0.1', asn: 1 },
          { address: '10.0.0.1', asn: 2 },
        ],
      },
      /is the same peer as/,
    ],
    ['a zone with a dash', { zone: 'zone-1' }, /is no name of a zone/],
    ['a zone with upper case', { zone: 'North' }, /is no name of a zone/],
    ['a zone without its name', { zone: 'north', noZoneName: true }, /is ignored beside a zone/],
    ['instances without roles', { zoneInstances: 2, uniqueIp: true }, /Set roles and uniqueIp/],
    ['instances without unique addresses', { zoneInstances: 2, roles: true }, /Set roles and uniqueIp/],
    [
      'excluded nodes with hosts outside',
      { loxiUrls: URLS, excludeRoles: ['10.0.0.5'] },
      /is read only where LoxiLB runs in the cluster/,
    ],
    ['excluded nodes that are no addresses', { excludeRoles: ['node-1'] }, /is no IPv4 address/],
    ['a private network that is none', { privateCidr: '10.0.0.0' }, /is no IPv4 network/],
    ['a log level that is none', { logLevel: 11 }, /logLevel: 11 is not a whole number from 0 to 10/],
    ['a moving image', { image: 'ghcr.io/loxilb-io/kube-loxilb:latest' }, /is not pinned/],
    ['an image without a tag', { image: 'ghcr.io/loxilb-io/kube-loxilb' }, /is not pinned/],
  ])('refuses %s', (_, props, message) => {
    expect(refusal(props)).toMatch(message);
  });

  test.each<[string, Partial<KubeLoxilbProps>, string]>([
    ['v0.9.6', {}, 'Use v0.9.7 or newer'],
    ['v0.9.7', { zoneInstances: 2, roles: true, uniqueIp: true }, 'Use v0.9.8 or newer'],
    ['v0.9.8', { noZoneName: true }, 'Use v0.9.8.4 or newer'],
  ])('refuses what kube-loxilb %s does not know', (kubeLoxilb, props, cure) => {
    expect(refusal(props, { loxilb: { kubeLoxilb } })).toContain(cure);
  });

  // kube-loxilb's own arithmetic, as run: what it gives out of each form.
  test.each<[string, string | undefined]>([
    ['10.0.0.0/24', undefined],
    ['10.0.0.1/24', undefined],
    ['192.168.80.200/24', undefined],
    ['10.0.0.17/28', undefined],
    ['10.0.0.20/28', undefined],
    ['10.0.0.1/25', undefined],
    ['10.0.0.17/30', undefined],
    ['10.0.0.5/32', undefined],
    ['10.0.0.5-10.0.0.20', undefined],
    ['10.0.0.16/28', 'Write 10.0.0.17/28'],
    ['10.0.0.0/25', 'Write 10.0.0.1/25'],
    ['10.0.0.16/31', 'Write two pools of /32'],
    ['10.0.0.17/31', 'Write two pools of /32'],
    ['10.0.0.0/23', 'Take several pools of /24'],
    ['10.0.0.0/16', 'Take several pools of /24'],
    ['10.0.0.5-10.0.0.5', 'Write 10.0.0.5/32'],
    ['10.0.0.5-10.0.2.20', 'Split it into pools within one /24'],
    ['10.0.0.250-10.0.1.5', 'Split it into pools within one /24'],
    ['10.0.0.20-10.0.0.5', 'Write "10.0.0.0/24"'],
    ['10.0.0.255/24', 'Write 10.0.0.1/24'],
    ['10.0.0.31/28', 'Write 10.0.0.17/28'],
    ['0.0.0.0/24', 'Take addresses of a network of yours'],
    ['127.0.0.1/24', 'Take addresses of a network of yours'],
    ['239.0.0.5-239.0.0.20', 'Take addresses of a network of yours'],
    ['255.255.255.255/32', 'Take addresses of a network of yours'],
    ['10.0.0.5', 'Write "10.0.0.0/24"'],
    ['10.0.0.0/24 ', 'Write "10.0.0.0/24"'],
    ['a=10.0.0.0/24', 'Write "10.0.0.0/24"'],
  ])('has of the pool %s: %s', (addresses, cure) => {
    const pools = { defaultPool: addresses };
    if (cure === undefined) expect(flagsOf({ pools })).toEqual([`--cidrPools=defaultPool=${addresses}`]);
    else expect(refusal({ pools })).toContain(cure);
  });
});
