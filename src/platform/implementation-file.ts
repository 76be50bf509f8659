import type { GatewayAddress, ImplementationProps } from './implementation';
import { PlatformError } from './platform-error';

const KEYS = ['controllerName', 'classes', 'features', 'optIn', 'addresses'];

/**
 * The `implementation` part of a platform file.
 * @throws PlatformError for keys that are not known, and values of the wrong type
 */
export function implementationOf(value: unknown): ImplementationProps {
  const { controllerName, classes, features, optIn, addresses } = mapOf(value, '', KEYS);
  if (typeof controllerName !== 'string') {
    throw new PlatformError(
      'platform: implementation.controllerName: is no text. Write it as in GatewayClass, such as "example.com/controller".',
    );
  }
  const { except } = mapOf(features ?? {}, '.features', ['except']);
  const { usable, unusable } = mapOf(addresses ?? {}, '.addresses', ['usable', 'unusable']);
  return {
    controllerName,
    classes: textsOf(classes, '.classes'),
    features: { except: textsOf(except, '.features.except') },
    optIn: textsOf(optIn, '.optIn'),
    addresses: {
      usable: addressesOf(usable, '.addresses.usable'),
      unusable: addressesOf(unusable, '.addresses.unusable'),
    },
  };
}

function mapOf(value: unknown, path: string, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PlatformError(`platform: implementation${path}: is no map of keys. Write ${keys.join(', ')} below it.`);
  }
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new PlatformError(
      `platform: implementation${path}.${unknown}: is no key of it. Use one of ${keys.join(', ')}.`,
    );
  }
  return { ...value };
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new PlatformError(`platform: implementation${path}: is no list. Write one.`);
  return value;
}

function textsOf(value: unknown, path: string): readonly string[] {
  return listOf(value, path).map((item, index) => {
    if (typeof item === 'string') return item;
    throw new PlatformError(`platform: implementation${path}[${index}]: is no text. Write a name.`);
  });
}

/** Addresses as text, or with their type as a Gateway has them. */
function addressesOf(value: unknown, path: string): readonly GatewayAddress[] {
  return listOf(value, path).map((item, index) => {
    if (typeof item === 'string') return { type: 'IPAddress', value: item };
    const { type = 'IPAddress', value: address } = mapOf(item, `${path}[${index}]`, ['type', 'value']);
    if (typeof type !== 'string' || typeof address !== 'string') {
      throw new PlatformError(
        `platform: implementation${path}[${index}]: is no address. Write it as text, or as { type, value }.`,
      );
    }
    return { type, value: address };
  });
}
