/** Who reads an option of RKE2: servers alone, or agents as well. */
export type Rke2OptionRole = 'server' | 'both';

/**
 * Options of `/etc/rancher/rke2/config.yaml` by who reads them. What stands in the file and is none is skipped with a warning in
 * the log, also an option of servers in the file of an agent.
 *
 * Source: rke2-docs, docs/reference/server_config.md and linux_agent_config.md; rancher/rke2, pkg/cli.
 */
const SERVER_OPTIONS = [
  'advertise-address',
  'agent-token',
  'agent-token-file',
  'cloud-controller-manager-extra-env',
  'cloud-controller-manager-extra-mount',
  'cloud-controller-manager-image',
  'cluster-cidr',
  'cluster-dns',
  'cluster-domain',
  'cluster-reset',
  'cluster-reset-restore-path',
  'cni',
  'disable',
  'disable-cloud-controller',
  'disable-kube-proxy',
  'disable-scheduler',
  'egress-selector-mode',
  'embedded-registry',
  'enable-servicelb',
  'etcd-arg',
  'etcd-disable-snapshots',
  'etcd-expose-metrics',
  'etcd-extra-env',
  'etcd-extra-mount',
  'etcd-image',
  'etcd-s3',
  'etcd-s3-access-key',
  'etcd-s3-bucket',
  'etcd-s3-config-secret',
  'etcd-s3-endpoint',
  'etcd-s3-endpoint-ca',
  'etcd-s3-folder',
  'etcd-s3-insecure',
  'etcd-s3-proxy',
  'etcd-s3-region',
  'etcd-s3-secret-key',
  'etcd-s3-skip-ssl-verify',
  'etcd-s3-timeout',
  'etcd-snapshot-compress',
  'etcd-snapshot-dir',
  'etcd-snapshot-name',
  'etcd-snapshot-retention',
  'etcd-snapshot-schedule-cron',
  'helm-job-image',
  'ingress-controller',
  'kube-apiserver-arg',
  'kube-apiserver-extra-env',
  'kube-apiserver-extra-mount',
  'kube-apiserver-image',
  'kube-cloud-controller-manager-arg',
  'kube-controller-manager-arg',
  'kube-controller-manager-extra-env',
  'kube-controller-manager-extra-mount',
  'kube-controller-manager-image',
  'kube-scheduler-arg',
  'kube-scheduler-extra-env',
  'kube-scheduler-extra-mount',
  'kube-scheduler-image',
  'service-cidr',
  'service-node-port-range',
  'servicelb-namespace',
  'supervisor-metrics',
  'tls-san',
  'tls-san-security',
  'write-kubeconfig',
  'write-kubeconfig-group',
  'write-kubeconfig-mode',
] as const;

/** Options of both. Those of which it is not sure that agents read them stand here as well, so as not to refuse them. */
const OPTIONS_OF_BOTH = [
  'audit-policy-file',
  'bind-address',
  'cloud-provider-config',
  'cloud-provider-name',
  'container-runtime-endpoint',
  'control-plane-probe-configuration',
  'control-plane-resource-limits',
  'control-plane-resource-requests',
  'data-dir',
  'debug',
  'default-runtime',
  'disable-default-registry-endpoint',
  'enable-pprof',
  'image-credential-provider-bin-dir',
  'image-credential-provider-config',
  'kube-proxy-arg',
  'kube-proxy-extra-env',
  'kube-proxy-extra-mount',
  'kube-proxy-image',
  'kubelet-arg',
  'kubelet-path',
  'lb-server-port',
  'node-external-dns',
  'node-external-ip',
  'node-internal-dns',
  'node-ip',
  'node-label',
  'node-name',
  'node-taint',
  'nonroot-devices',
  'pause-image',
  'pod-security-admission-config-file',
  'private-registry',
  'profile',
  'protect-kernel-defaults',
  'resolv-conf',
  'runtime-image',
  'selinux',
  'server',
  'snapshotter',
  'system-default-registry',
  'token',
  'token-file',
  'with-node-id',
] as const;

/** Options of RKE2's configuration, by key. */
export const RKE2_OPTIONS: ReadonlyMap<string, Rke2OptionRole> = new Map([
  ...SERVER_OPTIONS.map((key): [string, Rke2OptionRole] => [key, 'server']),
  ...OPTIONS_OF_BOTH.map((key): [string, Rke2OptionRole] => [key, 'both']),
]);

/** Options whose value is a secret, with what to do instead. */
export const RKE2_SECRETS: ReadonlyMap<string, string> = new Map([
  ['token', 'Put it into a file on the host, and give tokenFile.'],
  ['agent-token', 'Put it into a file on the host, and give settings["agent-token-file"].'],
  ['etcd-s3-access-key', 'Put it into a Secret in kube-system, and give settings["etcd-s3-config-secret"].'],
  ['etcd-s3-secret-key', 'Put it into a Secret in kube-system, and give settings["etcd-s3-config-secret"].'],
]);

/** Options that have to be the same on all servers of a cluster, or a server cannot join. */
export const RKE2_CRITICAL_OPTIONS: readonly string[] = [
  'agent-token-file',
  'cluster-cidr',
  'cluster-dns',
  'cluster-domain',
  'disable-cloud-controller',
  'disable-kube-proxy',
  'egress-selector-mode',
  'service-cidr',
];

/**
 * Charts that RKE2 deploys and `disable` takes, beside CNIs and ingress controllers, which have options of their own.
 *
 * Source: rke2-docs, docs/reference/server_config.md; rancher/rke2, charts/chart_versions.yaml.
 */
export const RKE2_ADD_ONS: readonly string[] = [
  'rke2-coredns',
  'rke2-metrics-server',
  'rke2-runtimeclasses',
  'rke2-snapshot-controller',
  'rke2-snapshot-controller-crd',
  'rke2-snapshot-validation-webhook',
];

/** The file that RKE2 reads. */
export const RKE2_CONFIG_FILE = '/etc/rancher/rke2/config.yaml';

/** The port at which servers take in nodes; 6443 is the API server's. */
export const RKE2_SUPERVISOR_PORT = 9345;

/**
 * Flags of etcd that RKE2 leaves to the user. RKE2 writes them into a file of which etcd ignores unknown keys.
 *
 * Source: etcd.io/docs/v3.5/op-guide/configuration.
 */
export const ETCD_FLAGS: readonly string[] = [
  'auth-token-ttl',
  'auto-compaction-mode',
  'auto-compaction-retention',
  'backend-batch-interval',
  'backend-batch-limit',
  'cipher-suites',
  'election-timeout',
  'enable-pprof',
  'grpc-keepalive-interval',
  'grpc-keepalive-min-time',
  'grpc-keepalive-timeout',
  'heartbeat-interval',
  'listen-metrics-urls',
  'log-level',
  'max-request-bytes',
  'max-snapshots',
  'max-txn-ops',
  'max-wals',
  'metrics',
  'pre-vote',
  'quota-backend-bytes',
  'snapshot-count',
  'strict-reconfig-check',
  'tls-max-version',
  'tls-min-version',
  'experimental-compact-hash-check-enabled',
  'experimental-compact-hash-check-time',
  'experimental-compaction-batch-limit',
  'experimental-corrupt-check-time',
  'experimental-enable-distributed-tracing',
  'experimental-initial-corrupt-check',
  'experimental-peer-skip-client-san-verification',
  'experimental-warning-apply-duration',
  'experimental-watch-progress-notify-interval',
];

/** Namespaces that `profile: cis` leaves out of Pod Security's level restricted. Source: rke2-docs, docs/security/hardening_guide.md. */
export const CIS_PRIVILEGED_NAMESPACES: readonly string[] = [
  'compliance-operator-system',
  'kube-system',
  'tigera-operator',
];
