import type { IConstruct } from 'constructs';
import { Platform } from '../platform';

const CONTEXT_KEY = 'cdk8s-loxi-gateway/platform';

/**
 * Sets the platform for a scope and everything below it. Call it before children are added.
 *
 * `LoxiApp` takes it as a prop; under the stock `App`, or for one chart of many, call this.
 */
export function setPlatform(scope: IConstruct, platform: Platform): void {
  scope.node.setContext(CONTEXT_KEY, platform);
}

/** The platform of the nearest scope that has one, else the default platform. */
export function platformOf(construct: IConstruct): Platform {
  const found: unknown = construct.node.tryGetContext(CONTEXT_KEY);
  return found instanceof Platform ? found : Platform.default;
}
