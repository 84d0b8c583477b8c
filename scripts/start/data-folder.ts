import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { databaseUrl } from '#runtime';
import { troubles } from './messages.js';

/** Made once per data folder; whoever has these can read everything. */
export interface Secrets {
  postgresPassword: string;
  databasePassword: string;
  encryptionKeys: string;
  sessionSecret: string;
}

/** Loopback ports of the embedded servers; kept, so that addresses stay the same from start to start. */
export interface Ports {
  postgres: number;
  temporal: number;
  temporalUi: number;
}

/**
 * How what lies in a data folder is laid out: tables, events, ciphertext. A folder of another format is refused; from the
 * first release on, migrations carry folders over instead.
 */
const FORMAT = 5;
const OWNER_ONLY = 0o600;
/** Name of the embedded database and of the role that owns it. */
export const DATABASE = 'qunying';

/** The data folder: what lies where in it. */
export class DataFolder {
  readonly path: string;

  constructor(dataDir: string) {
    this.path = resolve(dataDir);
  }

  /**
   * Makes the folder if need be. Others may enter it (PostgreSQL's OS user must), not read what is secret in it.
   *
   * @throws HelpfulError when it can't be written, or was made by a version that laid it out otherwise
   */
  open(): void {
    try {
      mkdirSync(join(this.path, 'logs'), { recursive: true, mode: 0o755 });
      mkdirSync(join(this.path, 'temporal'), { recursive: true, mode: 0o700 });
      accessSync(this.path, constants.W_OK);
    } catch (cause) {
      throw troubles.cannotWrite(this.path, cause);
    }
    this.checkFormat();
  }

  private checkFormat(): void {
    const file = join(this.path, 'format.json');
    const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    if (known === undefined && !existsSync(join(this.path, 'secrets.json')))
      writeWhole(file, { format: FORMAT });
    else if ((known as { format?: unknown } | undefined)?.format !== FORMAT)
      throw troubles.otherFormat(this.path);
  }

  log(name: string): string {
    return join(this.path, 'logs', `${name}.log`);
  }

  get temporalDb(): string {
    return join(this.path, 'temporal', 'temporal.db');
  }

  get lockFile(): string {
    return join(this.path, 'launcher.json');
  }

  secrets(): Secrets {
    const file = join(this.path, 'secrets.json');
    const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
    const secrets = { ...newSecrets(), ...known };
    if (Object.keys(known).length < Object.keys(secrets).length) writeWhole(file, secrets);
    chmodSync(file, OWNER_ONLY);
    return secrets;
  }

  /** The address of the embedded database as of the last start; undefined before the first. */
  get database(): string | undefined {
    const file = join(this.path, 'ports.json');
    if (!existsSync(file)) return undefined;
    return embeddedDatabase(JSON.parse(readFileSync(file, 'utf8')) as Ports, this.secrets());
  }

  /** The addresses of the embedded servers as of the last start, and the keys; undefined before the first. */
  get given(): { databaseUrl: string; temporalAddress: string; secrets: Secrets } | undefined {
    const file = join(this.path, 'ports.json');
    if (!existsSync(file)) return undefined;
    const ports = JSON.parse(readFileSync(file, 'utf8')) as Ports;
    const secrets = this.secrets();
    const temporalAddress = `127.0.0.1:${ports.temporal}`;
    return { databaseUrl: embeddedDatabase(ports, secrets), temporalAddress, secrets };
  }

  /** The remembered ports where they are still free, others where not. */
  async ports(
    isFree: (port: number) => Promise<boolean>,
    free: (count: number) => Promise<number[]>,
  ): Promise<Ports> {
    const file = join(this.path, 'ports.json');
    const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Ports>) : {};
    const ports = await choosePorts(known, isFree, free);
    writeWhole(file, ports);
    return ports;
  }
}

/** The address of the embedded database, as the product has it. */
export const embeddedDatabase = ({ postgres }: Ports, { databasePassword }: Secrets): string =>
  databaseUrl(postgres, DATABASE, databasePassword, DATABASE);

const PORT_NAMES = ['postgres', 'temporal', 'temporalUi'] as const;

export async function choosePorts(
  known: Partial<Ports>,
  isFree: (port: number) => Promise<boolean>,
  free: (count: number) => Promise<number[]>,
): Promise<Ports> {
  const fresh = await free(PORT_NAMES.length);
  const chosen = await Promise.all(
    PORT_NAMES.map(async (name, index) => {
      const port = known[name];
      return [name, port && (await isFree(port)) ? port : fresh[index]] as const;
    }),
  );
  return Object.fromEntries(chosen) as unknown as Ports;
}

function newSecrets(): Secrets {
  return {
    postgresPassword: randomBytes(24).toString('hex'),
    databasePassword: randomBytes(24).toString('hex'),
    encryptionKeys: `k1:${randomBytes(32).toString('base64')}`,
    sessionSecret: randomBytes(48).toString('base64url'),
  };
}

/** Written beside and renamed: a crash leaves the old file or the new one. */
function writeWhole(file: string, content: object): void {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${JSON.stringify(content, null, 2)}\n`, { mode: OWNER_ONLY });
  renameSync(half, file);
}
