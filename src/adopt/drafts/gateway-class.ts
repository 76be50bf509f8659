import { codeOf, type RecordCode, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { fieldOf, hasOnly, isFields, textOf } from '../json';

const CONTROLLER = 'io.cilium/gateway-controller';
const CONFIG_NAMESPACE = 'kube-system';
const DESCRIPTION = 'Cilium data plane, LoxiLB in front';

/** A class of Cilium, with its config where the input has it under the same name. */
export const draftGatewayClass: Drafter = ({ manifest: { spec }, name }, context) => {
  if (!hasOnly(spec, 'controllerName', 'description', 'parametersRef') || spec.controllerName !== CONTROLLER) return [];
  const { description, parametersRef } = spec;
  const configNamespace = textOf(fieldOf(parametersRef, 'namespace')) ?? CONFIG_NAMESPACE;
  const config =
    parametersRef === undefined ? undefined : context.find('CiliumGatewayClassConfig', configNamespace, name);
  if (parametersRef !== undefined && !config) return [];
  const props = (inner: RecordCode | undefined): RecordCode =>
    recordOf({
      description:
        description === undefined || description === DESCRIPTION ? undefined : codeOf(description, 'spec.description'),
      configNamespace: config && configNamespace !== CONFIG_NAMESPACE ? codeOf(configNamespace) : undefined,
      config: inner,
    });
  const bare: Draft = { construct: 'CiliumGatewayClass', props: props(undefined) };
  if (!config) return [bare];
  const { spec: inner, metadata } = config.manifest;
  const annotations = fieldOf(metadata, 'annotations');
  const settings = configProps(inner);
  if (!settings) return [bare];
  const { description: _same, ...others } = settings;
  const drafts = [annotations, undefined].map((own): Draft => {
    const members = recordOf({ ...others, annotations: own === undefined ? undefined : codeOf(own) });
    return { construct: 'CiliumGatewayClass', props: props(members.members.length > 0 ? members : undefined) };
  });
  return [bare, ...drafts.reverse()];
};

export const draftGatewayClassConfig: Drafter = ({ manifest: { spec } }) => {
  const settings = configProps(spec);
  return settings ? [{ construct: 'CiliumGatewayClassConfig', props: recordOf(settings) }] : [];
};

function configProps(spec: unknown): Readonly<Record<string, ReturnType<typeof codeOf>>> | undefined {
  if (!hasOnly(spec, 'description', 'service', 'telemetry', 'httpOptions') || !isFields(spec)) return undefined;
  return Object.fromEntries(Object.entries(spec).map(([field, value]) => [field, codeOf(value, `spec.${field}`)]));
}
