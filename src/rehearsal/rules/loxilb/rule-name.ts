import { each, type Rule } from '../rule';
import { servedServices } from './annotated';

export const ruleName: Rule = {
  id: 'loxilb/rule-name',
  severity: 'error',
  title: 'A name has a word by which LoxiLB leaves the VIP alone',
  why: 'LoxiLB makes no VIP for a rule whose name has "ipvs" or "static" in it: no address, no gratuitous ARP. The name is namespace and Service, so a Gateway static-web has rules and a status with an address that nobody answers for.',
  cure: 'Name the Gateway, the Service or the namespace otherwise. With BGP the VIP is announced all the same.',
  source: 'loxilb v0.9.8.8, pkg/loxinet/rules.go (names with ipvs or static)',
  check: each(servedServices, ({ object, service: { namespace, name } }) => {
    const word = ['ipvs', 'static'].find((each) => `${namespace}_${name}`.includes(each));
    if (word === undefined) return undefined;
    const path = name.includes(word) ? 'metadata.name' : 'metadata.namespace';
    return {
      object,
      path,
      message: `the rule ${namespace}_${name} has "${word}" in its name, and LoxiLB makes no VIP for it`,
    };
  }),
};
