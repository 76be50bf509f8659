import { type Code, codeOf, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { fieldOf, hasOnly, isFields, otherField, textOf } from '../json';

const CONTROLLER = 'io.cilium/gateway-controller';
const CONFIG_NAMESPACE = 'kube-system';
const DESCRIPTION = 'Cilium data plane, LoxiLB in front';

/** A class of Cilium, with its config where the input has it under the same name, else with the name of one. */
export const draftGatewayClass: Drafter = ({ manifest: { spec }, name }, context) => {
  const known = ['controllerName', 'description', 'parametersRef'];
  if (!hasOnly(spec, ...known)) return [otherField(spec, 'spec', known)];
  if (spec.controllerName !== CONTROLLER) return [`no construct has another controller than ${CONTROLLER}`];
  const { description, parametersRef } = spec;
  const configNamespace = textOf(fieldOf(parametersRef, 'namespace')) ?? CONFIG_NAMESPACE;
  const configName = textOf(fieldOf(parametersRef, 'name'));
  const own = configName === name ? context.find('CiliumGatewayClassConfig', configNamespace, name) : undefined;
  const draft = (config: Code | undefined): Draft => ({
    construct: 'CiliumGatewayClass',
    props: recordOf({
      description:
        description === undefined || description === DESCRIPTION ? undefined : codeOf(description, 'spec.description'),
      configNamespace:
        parametersRef !== undefined && configNamespace !== CONFIG_NAMESPACE ? codeOf(configNamespace) : undefined,
      config,
    }),
  });
  if (!own) return [draft(configName === undefined ? undefined : codeOf(configName, 'spec.parametersRef.name'))];
  const { spec: inner, metadata } = own.manifest;
  const settings = configProps(inner);
  if (!settings) return [draft(undefined), draft(codeOf(name, 'spec.parametersRef.name'))];
  const { description: _same, ...others } = settings;
  const drafts = [undefined, fieldOf(metadata, 'annotations')].map((annotations): Draft => {
    const config = recordOf({ ...others, annotations: annotations === undefined ? undefined : codeOf(annotations) });
    return draft(config.members.length > 0 ? config : undefined);
  });
  return [draft(undefined), ...drafts, draft(codeOf(name, 'spec.parametersRef.name'))];
};

export const draftGatewayClassConfig: Drafter = ({ manifest: { spec } }) => {
  const settings = configProps(spec);
  return settings ? [{ construct: 'CiliumGatewayClassConfig', props: recordOf(settings) }] : [];
};

function configProps(spec: unknown): Readonly<Record<string, ReturnType<typeof codeOf>>> | undefined {
  if (!hasOnly(spec, 'description', 'service', 'telemetry', 'httpOptions') || !isFields(spec)) return undefined;
  return Object.fromEntries(Object.entries(spec).map(([field, value]) => [field, codeOf(value, `spec.${field}`)]));
}
