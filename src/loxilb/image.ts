import type { Field } from '../resource/field';

/**
 * An image that is the same tomorrow: with a digest, or a tag that is not `latest`.
 * @throws InvalidFieldError
 */
export function checkPinnedImage(field: Field, image: string): void {
  if (
    typeof image === 'string' &&
    /^[a-z0-9][a-z0-9._/:-]*(@sha256:[0-9a-f]{64}|:(?!latest$)[A-Za-z0-9_][\w.-]{0,127})$/.test(image)
  ) {
    return;
  }
  field.fail(
    image,
    'is not pinned, and may be another program tomorrow',
    'Give a tag that is not latest, or a digest, "…@sha256:…".',
  );
}
