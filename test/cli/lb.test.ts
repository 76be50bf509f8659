import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

function lb(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const program = join(ROOT, 'src/cli/loxigw.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', require.resolve('tsx/cjs'), program, 'lb', ...args],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json') },
    },
  );
  return { status, stdout, stderr };
}

describe('loxigw lb', () => {
  test("prints for the article's cluster what the article's loxicmd does, in the mode that the pair needs", () => {
    expect(lb('dist/article')).toEqual({
      status: 0,
      stderr: '',
      stdout: `EXT IP          PORT  PROTO  NAME                                                 MODE     SEL  ENDPOINTS
192.168.57.100  8080  tcp    default_cilium-gateway-my-example-gateway:llb-inst0  fullnat  rr   every node, its node port
192.168.57.100  80    tcp    default_cilium-gateway-my-gateway:llb-inst0          fullnat  rr   every node, its node port
192.168.57.100  443   tcp    default_cilium-gateway-tls-gateway:llb-inst0         fullnat  rr   every node, its node port
`,
    });
  });

  test('prints JSON', () => {
    const { items } = JSON.parse(lb('-o', 'json', 'dist/article').stdout);
    expect(items[1]).toEqual({
      externalIP: '192.168.57.100',
      port: 80,
      protocol: 'tcp',
      name: 'default_cilium-gateway-my-gateway:llb-inst0',
      mode: 'fullnat',
      select: 'rr',
      liveness: true,
      endpoints: [],
    });
  });

  test('says that nothing is known without kube-loxilb', () => {
    expect(lb('dist/argocd').stdout).toBe('no kube-loxilb among the manifests: nothing is known of VIPs\n');
  });
});
