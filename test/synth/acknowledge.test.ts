import { ApiObject, Chart, Testing } from 'cdk8s';
import { acknowledge, KubeLoxilb, LoxiApp, SynthError } from '../../src';

function kubeLoxilb(): { app: LoxiApp; deployment: KubeLoxilb['deployment'] } {
  const app = new LoxiApp({ outdir: Testing.app().outdir });
  const { deployment } = new KubeLoxilb(new Chart(app, 'lb'), 'kube-loxilb', {
    pools: { defaultPool: '192.168.57.17/28' },
    loxiUrls: ['http://192.168.57.7:11111'],
  });
  return { app, deployment };
}

/** What synthesis writes to stderr. */
function warningsOf(app: LoxiApp): string {
  const written: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  app.synthYaml();
  spy.mockRestore();
  return written.join('');
}

describe('acknowledge', () => {
  test('keeps a warning from being shown, and says why in the output', () => {
    const shown = kubeLoxilb();
    expect(warningsOf(shown.app)).toMatch(/without TLS \(kube-loxilb\/plain-url\)/);
    const { app, deployment } = kubeLoxilb();
    acknowledge(deployment, 'kube-loxilb/plain-url', 'the network is closed');
    expect(warningsOf(app)).toBe('');
    expect(app.synthYaml()).toContain('cdk8s-loxi-gateway/acknowledge: "kube-loxilb/plain-url: the network is closed"');
  });

  test('adds a line for each rule, and reports the one that fits nothing', () => {
    const { app, deployment } = kubeLoxilb();
    acknowledge(deployment, 'kube-loxilb/plain-url', 'the network is closed');
    acknowledge(deployment, 'kube-loxilb/memory', 'a small cluster');
    expect(warningsOf(app)).toMatch(/kube-loxilb\/memory fits no finding of this object \(acknowledgement\/unused\)/);
  });

  test.each<[string, string, string, RegExp]>([
    ['an id that no rule has', 'kube-loxilb/plain-ulr', 'closed', /is no rule. Did you mean kube-loxilb\/plain-url\?/],
    ['no reason', 'kube-loxilb/plain-url', ' ', /needs a reason in one line/],
    ['a reason of several lines', 'kube-loxilb/plain-url', 'a\nkube-loxilb/memory: b', /needs a reason in one line/],
  ])('refuses %s', (_, id, reason, message) => {
    const { deployment } = kubeLoxilb();
    expect(() => acknowledge(deployment, id, reason)).toThrow(SynthError);
    expect(() => acknowledge(deployment, id, reason)).toThrow(message);
  });

  test('refuses a construct that is not one object', () => {
    const chart = new Chart(new LoxiApp({ outdir: Testing.app().outdir }), 'lb');
    new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(() => acknowledge(chart, 'kube-loxilb/memory', 'small')).toThrow(/is not one object/);
  });
});
