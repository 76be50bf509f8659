import type { Acknowledgement, Platform } from '../platform';
import { Adopter } from './adopter';
import type { Adoption } from './adoption';
import type { AdoptionInput } from './plan';

/**
 * Makes an app out of manifests. Every construct is really made, and taken only if the API server would store what it writes as it
 * would store the input; the few fields that no prop covers it gets by JSON patches. An object for which none does is written as it is.
 *
 * @param acknowledged findings that are accepted, as in a platform file
 */
export function adopt(
  inputs: readonly AdoptionInput[],
  platform: Platform,
  acknowledged: readonly Acknowledgement[] = [],
): Adoption {
  return { ...new Adopter(inputs, platform).adoption(), acknowledged };
}
