import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Subject } from '#persistence';

export interface Erasure {
  subject: Subject;
  /** Milliseconds since 1970. */
  at: number;
}

/** Within the data folder. */
export const ERASURES_FILE = 'erasures.log';

const SUBJECT = /^(case|person)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isErasable = (subject: string): subject is Subject => SUBJECT.test(subject);

/**
 * What was erased, one line each, in a file that is only appended to. It lies outside PostgreSQL, so that a restore of
 * PostgreSQL does not bring back what was erased after the backup; it holds ids and instants only.
 */
export class ErasureLog {
  constructor(private readonly file: string) {}

  /** On disk before it returns. */
  append({ subject, at }: Erasure): void {
    mkdirSync(dirname(this.file), { recursive: true });
    const file = openSync(this.file, 'a', 0o600);
    try {
      writeSync(file, `${new Date(at).toISOString()} ${subject}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /**
   * In order. A line that a crash cut short named nothing that was erased yet.
   *
   * @throws Error for any other line that can't be read: what it named must not be forgotten in silence
   */
  entries(): Erasure[] {
    const lines = this.read().split('\n');
    const cut = lines.pop() ?? '';
    const erasures = lines.map((line, index) => {
      const erasure = parse(line);
      if (!erasure) throw new Error(`${this.file}: line ${index + 1} is no erasure`);
      return erasure;
    });
    const last = parse(cut);
    return last ? [...erasures, last] : erasures;
  }

  private read(): string {
    try {
      return readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }
}

function parse(line: string): Erasure | undefined {
  const [instant = '', subject = ''] = line.split(' ');
  const at = Date.parse(instant);
  return isErasable(subject) && Number.isFinite(at) ? { subject, at } : undefined;
}
