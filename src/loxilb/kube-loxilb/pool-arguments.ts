import { ANY_ADDRESS_POOL, poolProblem, vipsOf } from '../../platform';
import { type IpRange, overlaps, parseCidr } from '../../platform/ip-range';
import type { Field } from '../../resource/field';
import type { KubeLoxilbArguments } from './kube-loxilb-arguments';

/** Without this pool kube-loxilb crashes at the first Service that names none. */
const DEFAULT_POOL = 'defaultPool';
const NAME = /^[^\s,=]+$/;

/** @throws InvalidFieldError for pools that kube-loxilb refuses, or of which it does not give out every address once */
export function checkPools(field: Field, { pools, pools6, mode }: KubeLoxilbArguments): void {
  const place = field.at('pools');
  for (const [name, addresses] of Object.entries(pools)) {
    checkName(place.at(name), name);
    const found = poolProblem(addresses);
    if (found) place.at(name).fail(addresses, found.problem, found.cure);
  }
  if (!Object.hasOwn(pools, DEFAULT_POOL)) {
    place.fail(
      Object.keys(pools),
      `have no ${DEFAULT_POOL}, and kube-loxilb crashes at the first Service that names no pool`,
      `Name one of them ${DEFAULT_POOL}.`,
    );
  }
  checkApart(place, pools);
  const hasAny = Object.values(pools).includes(ANY_ADDRESS_POOL);
  if (mode === 'hostonearm' && !hasAny) {
    field
      .at('mode')
      .fail(mode, 'is for the VIP 0.0.0.0 only', `Add the pool ${ANY_ADDRESS_POOL}, or use another mode.`);
  }
  for (const [name, addresses] of Object.entries(pools6 ?? {})) {
    const at = field.at('pools6').at(name);
    checkName(at, name);
    const network = parseCidr(addresses, { hostBits: true });
    const prefix = Number(addresses.split('/')[1]);
    if (network?.family !== 6 || (prefix !== 120 && prefix !== 128)) {
      at.fail(
        addresses,
        'is no IPv6 pool of which every address is given out once',
        'Write a network of 256 addresses, "2001:db8::100/120", or a single one, "2001:db8::5/128".',
      );
    }
  }
}

/** kube-loxilb keeps count by pool: an address of two pools goes to two Services, and the last one takes it. */
function checkApart(field: Field, pools: Readonly<Record<string, string>>): void {
  const before: (readonly [name: string, range: IpRange])[] = [];
  for (const [name, addresses] of Object.entries(pools)) {
    const range = vipsOf(addresses);
    if (!range) continue;
    const [other] = before.find(([, each]) => overlaps(each, range)) ?? [];
    if (other !== undefined) {
      field
        .at(name)
        .fail(
          addresses,
          `has addresses of the pool ${other} as well, and kube-loxilb would give them out twice`,
          'Keep the pools apart.',
        );
    }
    before.push([name, range]);
  }
}

function checkName(field: Field, name: string): void {
  if (!NAME.test(name)) {
    field.fail(name, 'is no name of a pool', 'Leave out blanks, "," and "=": they divide the list.');
  }
}
