import { SERVICE } from '../../controller/api-kinds';
import { each, type Rule, type Verdict } from '../rule';
import { placeOf, type Served, servedServices, settingOf } from './annotated';

export const dsr: Rule = {
  id: 'loxilb/dsr',
  severity: 'error',
  title: 'Mode dsr is asked for where LoxiLB cannot do it',
  why: 'Direct server return needs endpoints chosen by hash, and the same port on VIP and endpoint, which a node port never is. LoxiLB refuses the rule, kube-loxilb tries again forever, and the Service has no VIP.',
  cure: 'Use the mode fullnat, onearm or default; or set epselect hash and usepodnetwork yes, with targetPort equal to port.',
  source: 'loxilb v0.9.8.8, pkg/loxinet/rules.go (dsr-port error); loxilb-io/loxilb#992',
  check: each((cluster) => servedServices(cluster).filter(({ mode }) => mode === 'dsr'), verdict),
};

function verdict(served: Served): Verdict {
  const { object } = served;
  const path = placeOf(served, 'lbmode');
  if (settingOf(served, 'epselect') !== 'hash') {
    return { object, path, message: 'mode dsr needs loxilb.io/epselect hash, and LoxiLB refuses the rule' };
  }
  const isDirect = settingOf(served, 'usepodnetwork') === 'yes' && SERVICE.is(object);
  const ports = SERVICE.is(object) ? (object.spec?.ports ?? []) : [];
  if (isDirect && ports.every(({ port, targetPort = port }) => targetPort === port)) return undefined;
  return {
    object,
    path,
    message: 'mode dsr needs the same port on the endpoint, which a node port is not: LoxiLB refuses the rule',
  };
}
