import { Argument, Command, Option } from 'commander';
import { CHECK_FORMATS, type CheckOptions, check } from '../check';

/** `loxigw check`. */
export function checkCommand(version: string): Command {
  return new Command('check')
    .description(
      'say what a cluster would refuse, ignore or lose: API server, Gateway controller, kube-loxilb, and rules',
    )
    .addArgument(
      new Argument('[paths...]', 'files and folders of YAML or JSON; - is standard input').default(['dist'], 'dist'),
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices([...CHECK_FORMATS]).default('text'))
    .option('--crds <path...>', 'CustomResourceDefinitions of your own, files or folders; separate from paths by --')
    .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
    .addHelpText(
      'after',
      `
Examples:
  loxigw check                                  dist/, for the newest versions that fit together
  loxigw check --platform platform.yaml a.yaml  for the versions of a cluster
  helm template chart | loxigw check -
  loxigw check -o sarif > loxigw.sarif          for code scanning
  loxigw check -o github                        as annotations of a workflow
  loxigw check --crds crds/ -- dist/            with kinds of your own (their CEL rules need @bufbuild/cel)

A platform file, every part optional:
  kubernetes: "1.36"
  gatewayApi: { version: "1.6.1", channel: standard }
  cilium: { version: "1.20.0" }
  loxilb: { kubeLoxilb: "v0.9.8.4", args: { cidrPools: "defaultPool=10.0.9.17/28" }, nodes: 3 }
  complete: [shop]                                namespaces whose objects are all given; ["*"]: all
  acknowledge: [{ rule: admission/unknown-kind, resource: Thing default/x, reason: made by another team }]
or several, each with its folders:
  platforms:
    - { paths: [dist/berlin], cilium: { version: "1.20.0" } }
    - { paths: [dist/lisbon], cilium: { version: "1.18.12" }, network: south }
  acknowledge: [{ rule: fleet/hostname-twice, reason: both sites serve it }]   what is found between them

Several platforms are a fleet: VIPs, pools, LoxiLB hosts, routers and hostnames of two clusters are found, addresses within one network only.

Files of one platform are one cluster, and are played together; two manifests of one object in it are an error. An object accepts a finding by an annotation:
  metadata:
    annotations:
      cdk8s-loxi-gateway/acknowledge: "kube-loxilb/plain-url: the network of the hosts is closed"`,
    )
    .action((paths: string[], options: Omit<CheckOptions, 'version'>) => {
      process.exitCode = check(paths, { ...options, version });
    });
}
