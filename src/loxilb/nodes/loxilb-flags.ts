import { parseAddress } from '../../platform/ip-range';
import { Re2SyntaxError, re2 } from '../../rehearsal/admission/re2';
import { checkCount, checkInteger, checkOneOf, checkPort, checkUnique } from '../../resource/checks';
import type { Field } from '../../resource/field';
import type { LoxilbOptions, LoxilbTls } from './loxilb-options';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

/**
 * The command line of LoxiLB, in a fixed order.
 * Source: loxilb, options/options.go.
 *
 * @param address the REST API listens on: it has no password, and whoever reaches it can rewrite the load balancer
 * @throws InvalidFieldError for what LoxiLB ends by, or ignores
 */
export function loxilbFlags(options: LoxilbOptions, address: string, field: Field): string[] {
  checkPair(field, options, address);
  checkInterfaces(field, options);
  const { cluster, self, keepAlive, rpc, bgp, apiPort, tls, prometheus, egressHooks, fallback } = options;
  const { blacklist, whitelist, logLevel = 'info' } = options;
  if (parseAddress(address)?.family !== 4) {
    field.at('address').fail(address, 'is no IPv4 address', 'Write that by which kube-loxilb reaches the host.');
  }
  if (apiPort !== undefined) checkPort(field.at('apiPort'), apiPort);
  if (rpc !== undefined) checkOneOf(field.at('rpc'), rpc, ['netrpc', 'grpc'], 'a protocol of synchronization');
  checkOneOf(field.at('logLevel'), logLevel, LOG_LEVELS, 'a level of the log');
  return [
    ...(cluster ? [`--cluster=${cluster.join(',')}`] : []),
    ...(self === undefined ? [] : [`--self=${self}`]),
    ...(keepAlive ? [`--ka=${keepAlive.remote}:${keepAlive.own}`] : []),
    ...(rpc === undefined ? [] : [`--rpc=${rpc}`]),
    ...(bgp === true ? ['--bgp'] : []),
    `--host=${address}`,
    ...(apiPort === undefined ? [] : [`--port=${apiPort}`]),
    ...(tls ? tlsFlags(field.at('tls'), tls, address) : []),
    ...(prometheus === true ? ['--prometheus'] : []),
    ...(blacklist === undefined ? [] : [`--blacklist=${blacklist}`]),
    ...(whitelist === undefined ? [] : [`--whitelist=${whitelist}`]),
    ...(egressHooks === true ? ['--egr-hooks'] : []),
    ...(fallback === true ? ['--fallback'] : []),
    `--loglevel=${logLevel}`,
  ];
}

/** LoxiLB skips addresses that it cannot read, and turns BFD off, without a word. */
function checkPair(field: Field, { cluster, self, keepAlive }: LoxilbOptions, own: string): void {
  const ipv4 = (place: Field, address: string): void => {
    if (parseAddress(address)?.family === 4) return;
    place.fail(address, 'is no IPv4 address, and LoxiLB would go on without it', 'Write it as "192.168.58.111".');
  };
  if (cluster) {
    const place = field.at('cluster');
    checkCount(place, cluster, 1, 16);
    for (const [index, address] of cluster.entries()) ipv4(place.item(index), address);
    for (const [index, address] of cluster.entries()) {
      if (address !== own && address !== keepAlive?.own) continue;
      place.item(index).fail(address, 'is an address of this host', 'Write those of the others.');
    }
    checkUnique(place, cluster, (address) => address, 'host');
    if (self === undefined) {
      field
        .at('self')
        .fail(self, 'is not given, and hosts with one number overwrite each other', 'Number the hosts: 0, 1.');
    }
  }
  if (self !== undefined) checkInteger(field.at('self'), self, 0, 255);
  if (!keepAlive) return;
  const place = field.at('keepAlive');
  ipv4(place.at('remote'), keepAlive.remote);
  ipv4(place.at('own'), keepAlive.own);
  if (keepAlive.remote === keepAlive.own) {
    place.at('remote').fail(keepAlive.remote, 'is the own address', 'Write that of the other host.');
  }
}

function checkInterfaces(field: Field, { blacklist, whitelist }: LoxilbOptions): void {
  if (blacklist !== undefined && whitelist !== undefined) {
    field.at('blacklist').fail(blacklist, 'is ignored beside a whitelist', 'Leave one of the two out.');
  }
  for (const [name, pattern] of [
    ['blacklist', blacklist],
    ['whitelist', whitelist],
  ] as const) {
    if (pattern === undefined) continue;
    const place = field.at(name);
    try {
      re2(pattern);
    } catch (error) {
      if (!(error instanceof Re2SyntaxError)) throw error;
      place.fail(
        pattern,
        `is no regular expression (${error.message}), and LoxiLB would crash`,
        'Write one of RE2, such as "veth.|cilium_.".',
      );
    }
    if (!/^[\x21-\x7e]+$/.test(pattern) || /["'\\`]/.test(pattern)) {
      place.fail(
        pattern,
        'has blanks, quotes or backslashes, which a unit file reads its own way',
        'Write "[.]" for a dot.',
      );
    }
  }
}

function tlsFlags(field: Field, { host, port, certificate, key }: LoxilbTls, address: string): string[] {
  if (host !== undefined && !parseAddress(host)) field.at('host').fail(host, 'is no IP address', 'Write it in full.');
  if (port !== undefined) checkPort(field.at('port'), port);
  if ((certificate === undefined) !== (key === undefined)) {
    field.fail({ certificate, key }, 'has one of certificate and key', 'Give both paths, or none.');
  }
  for (const [name, path] of [
    ['certificate', certificate],
    ['key', key],
  ] as const) {
    if (path !== undefined && !/^(\/[A-Za-z0-9._-]+)+$/.test(path)) {
      field.at(name).fail(path, 'is no plain absolute path', 'Write it as "/etc/loxilb/server.crt".');
    }
  }
  return [
    '--tls',
    `--tls-host=${host ?? address}`,
    ...(port === undefined ? [] : [`--tls-port=${port}`]),
    ...(certificate === undefined ? [] : [`--tls-certificate=${certificate}`]),
    ...(key === undefined ? [] : [`--tls-key=${key}`]),
  ];
}
