import { ImportError } from './import-error';

/** A field of a generated interface. */
export interface GeneratedField {
  /** Name in TypeScript: `loxiUrl`. */
  readonly name: string;
  /** Name in Kubernetes: `loxiURL`. */
  readonly jsonName: string;
  /** Type in TypeScript, as written: `string`, `HttpRouteSpecRules[]`. */
  readonly type: string;
}

/** A class that stands for a kind. */
export interface GeneratedClass {
  readonly name: string;
  readonly kind: string;
  readonly apiVersion: string;
}

/** What one file of `cdk8s import` declares. */
export interface GeneratedTypes {
  readonly classes: readonly GeneratedClass[];
  readonly interfaces: ReadonlyMap<string, readonly GeneratedField[]>;
  /** Values of each enum. */
  readonly enums: ReadonlyMap<string, readonly unknown[]>;
  /** Classes that hold a number or a string. */
  readonly unions: ReadonlySet<string>;
}

const CLASS =
  /^export class (\w+) extends ApiObject \{[\s\S]*?^ {4}apiVersion: '([^']*)',\n {4}kind: '([^']*)',\n[\s\S]*?^\}$/gm;
const INTERFACE = /^export interface (\w+) \{\n([\s\S]*?)^\}$/gm;
const FIELD = /^ {3}\* @schema [^#\n]*#(.+)\n {3}\*\/\n {2}readonly (\w+)\??: (.+);$/gm;
const ENUM = /^export enum (\w+) \{\n([\s\S]*?)^\}$/gm;
const MEMBER = /^ {2}\w+ = (.+),$/gm;
const UNION = /^export class (\w+) \{\n/gm;

/**
 * Reads a file that `cdk8s import` wrote. Its layout is that of the pinned cdk8s-cli; what does not match it is missing here
 * and reported as lost by `checkAgainstSchema`.
 * @param group of the file, for messages
 * @throws ImportError for a name that is declared twice, which TypeScript would merge or refuse
 */
export function readGeneratedTypes(text: string, group: string): GeneratedTypes {
  const declared = new Set<string>();
  const once = (name: string): string => {
    if (declared.has(name)) {
      throw new ImportError(
        `${group}: two types got the name ${name}. Leave one of the kinds out: LEFT_OUT in tools/import/bundles.ts.`,
      );
    }
    declared.add(name);
    return name;
  };
  return {
    classes: [...text.matchAll(CLASS)].map(([, name = '', apiVersion = '', kind = '']) => ({
      name: once(name),
      apiVersion,
      kind,
    })),
    interfaces: new Map([...text.matchAll(INTERFACE)].map(([, name = '', body = '']) => [once(name), fieldsIn(body)])),
    enums: new Map([...text.matchAll(ENUM)].map(([, name = '', body = '']) => [once(name), valuesIn(body)])),
    unions: new Set([...text.matchAll(UNION)].map(([, name = '']) => once(name))),
  };
}

function fieldsIn(body: string): GeneratedField[] {
  return [...body.matchAll(FIELD)].map(([, jsonName = '', name = '', type = '']) => ({ name, jsonName, type }));
}

function valuesIn(body: string): unknown[] {
  return [...body.matchAll(MEMBER)].map(([, value = '']) => JSON.parse(value));
}
