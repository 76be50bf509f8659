import { FreeNames, isInherited } from './free-names';

/** Words of TypeScript, and names that the printed files have of their own. */
const TAKEN = new Set(
  `abstract any app as async await boolean break case catch chart class const constructor continue declare default delete do else enum
  export extends false finally for from function get id if implements import in instanceof interface is keyof let module namespace
  never new null number object of package platform private protected public readonly require return scope set static string super
  switch symbol this throw true try type typeof undefined unknown var void while with yield arguments eval
  node name toString labels charts  dependencies addDependency generateObjectName toJson of isChart isConstruct`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Gives out names of variables and classes, each once. */
export class Names {
  private readonly names: FreeNames;

  /** @param taken names that are in scope already */
  constructor(taken: ReadonlySet<string> = new Set()) {
    this.names = new FreeNames((name) => TAKEN.has(name) || taken.has(name) || isInherited(name));
  }

  /** `my-gateway` -> `myGateway`, with a number behind it where that is taken. */
  variable(text: string): string {
    const parts = text.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
    const joined = parts.map((part, index) => (index === 0 ? lower(part) : upper(part))).join('');
    return this.free(/^[a-z]/.test(joined) ? joined : `the${upper(joined)}`);
  }

  /** `my-shop` -> `MyShopChart`. */
  chartClass(id: string): string {
    const parts = id.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
    return this.free(`${parts.map(upper).join('')}Chart`);
  }

  private free(base: string): string {
    return this.names.free([base], (count) => `${base}${count}`);
  }
}

function upper(part: string): string {
  return part.slice(0, 1).toUpperCase() + part.slice(1);
}

function lower(part: string): string {
  return part.slice(0, 1).toLowerCase() + part.slice(1);
}
