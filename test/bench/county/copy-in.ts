import type { PoolClient, Submittable } from 'pg';

/** What `pg` calls while a statement is under way; its types say less. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** `COPY … FROM STDIN` in text format: by far the fastest way into a table. */
class CopyIn implements Submittable {
  private failure: Error | undefined;

  /** Under this name `pg` wraps it, to end the time-out of its own: else that keeps the process for an hour. */
  callback: (error?: Error) => void;

  constructor(
    private readonly text: string,
    private readonly chunk: Buffer,
    done: (error?: Error) => void,
  ) {
    this.callback = done;
  }

  submit(connection: unknown): void {
    (connection as Wire).query(this.text);
  }

  handleCopyInResponse(connection: Wire): void {
    connection.sendCopyFromChunk(this.chunk);
    connection.endCopyFrom();
  }

  handleError(error: Error): void {
    this.failure = error;
    this.callback(error);
  }

  handleReadyForQuery(): void {
    if (!this.failure) this.callback();
  }

  handleCommandComplete(): void {
    // What it tells, the number of rows, is known.
  }
}

/** @param lines in COPY's text format, each ended by a line feed */
export function copyIn(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return Promise.resolve();
  const text = `COPY ${table} (${columns.join(', ')}) FROM STDIN`;
  return new Promise((resolve, reject) => {
    const chunk = Buffer.from(lines.join(''), 'utf8');
    client.query(new CopyIn(text, chunk, (error) => (error ? reject(error) : resolve())));
  });
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value as COPY's text format has it. */
export const copyText = (value: string | null): string =>
  value === null ? '\\N' : value.replaceAll(/[\\\n\r\t]/g, (character) => ESCAPES[character]!);
