import { Construct } from 'constructs';
import { checkDnsSubdomain } from '../resource/checks';
import { Field } from '../resource/field';
import { HOSTS_MANIFEST, type HostFile, USER_DATA } from './host-file';

export interface HostProps {
  /** Hostname: names the folder of its files. A DNS subdomain. @default the construct id */
  readonly name?: string;
}

/** Line ends of YAML 1.1 that no other file knows, and half characters, which UTF-8 cannot write. */
const BREAKS_YAML = /[\u0085\u2028\u2029]|\p{Cs}/u;

const HOST = Symbol.for('cdk8s-loxi-gateway.Host');

/**
 * A machine, and what a platform team puts on it: files, packages, and commands to run once they are there.
 *
 * `LoxiApp` writes them to `hosts/<cluster>/<name>/<path on the host>`, never among manifests, beside a cloud-init user-data.
 * Constructs for programs on hosts (`Rke2Server`, `LoxilbNode`) add to it.
 */
export class Host extends Construct {
  /** True for constructs of this class, also of another copy of the package. */
  static isHost(x: unknown): x is Host {
    return typeof x === 'object' && x !== null && HOST in x;
  }

  /** Hostname. */
  readonly name: string;
  private readonly byPath = new Map<string, Required<HostFile>>();
  private readonly packageNames = new Set<string>();
  private readonly commandLines: (readonly string[])[] = [];

  /** @throws InvalidFieldError for a name that is no DNS subdomain */
  constructor(scope: Construct, id: string, props: HostProps = {}) {
    super(scope, id);
    Object.defineProperty(this, HOST, { value: true });
    this.name = props.name ?? id;
    const field = Field.of(this).at('name');
    checkDnsSubdomain(field, this.name);
    if (this.name === HOSTS_MANIFEST || this.name.endsWith(USER_DATA)) {
      field.fail(this.name, 'is the name of a file beside the folders of hosts', 'Give the host another name.');
    }
  }

  /** Files by path. */
  get files(): readonly Required<HostFile>[] {
    return [...this.byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Packages of the distribution, by name. */
  get packages(): readonly string[] {
    return [...this.packageNames].sort();
  }

  /** Commands in the order in which they were added. */
  get commands(): readonly (readonly string[])[] {
    return this.commandLines;
  }

  /**
   * Adds a file.
   * @throws InvalidFieldError for a path that is not absolute or leaves a folder, one that another text has, and a mode that is none
   */
  addFile(file: HostFile): void {
    const field = Field.of(this).at('files').at(file.path);
    const { path, content, mode = '0644', owner = 'root', group = 'root' } = file;
    if (!/^(\/[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*)+$/.test(path)) {
      field.fail(
        path,
        'is no plain absolute path',
        'Begin it with "/", and use letters, digits, ".", "_", "-", "@" and "+", without "..".',
      );
    }
    if (!/^0[0-7]{3}$/.test(mode))
      field.at('mode').fail(mode, 'is no mode', 'Write four octal digits, such as "0644".');
    for (const [name, value] of [
      ['owner', owner],
      ['group', group],
    ] as const) {
      if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(value))
        field.at(name).fail(value, 'is no name of a user or group', 'Write it as in /etc/passwd, such as "root".');
    }
    if (!content.endsWith('\n'))
      field
        .at('content')
        .fail(content, 'does not end in a line feed', 'Add one: many programs leave out a last line without it.');
    if (BREAKS_YAML.test(content)) {
      field
        .at('content')
        .fail(content, 'has a character that cloud-init reads as the end of a line, or half of one', 'Take it out.');
    }
    const added = { path, content, mode, owner, group };
    const before = this.byPath.get(path);
    if (before && JSON.stringify(before) !== JSON.stringify(added)) {
      field.fail(path, 'is there already, with another text', 'Write each file in one place.');
    }
    const inside = [...this.byPath.keys()].find((each) => each.startsWith(`${path}/`) || path.startsWith(`${each}/`));
    if (inside !== undefined) {
      field.fail(
        path,
        `and ${inside} cannot both be files: one would be the folder of the other`,
        'Rename one of them.',
      );
    }
    this.byPath.set(path, added);
  }

  /** Adds packages that the host's package manager installs. @throws InvalidFieldError for a name that is none */
  addPackages(...names: readonly string[]): void {
    for (const name of names) {
      if (!/^[A-Za-z0-9][A-Za-z0-9.+_-]*$/.test(name))
        Field.of(this).at('packages').fail(name, 'is no name of a package', 'Write it as the package manager does.');
      this.packageNames.add(name);
    }
  }

  /** Adds a command, as its words, to be run as root once files and packages are there. One that is there already is not repeated. */
  addCommand(...words: readonly string[]): void {
    if (words.length === 0 || words.some((word) => word === '' || /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(word))) {
      Field.of(this)
        .at('commands')
        .fail(words, 'is no command', 'Give its words, each a text without control characters.');
    }
    const known = this.commandLines.some((each) => JSON.stringify(each) === JSON.stringify(words));
    if (!known) this.commandLines.push([...words]);
  }
}
