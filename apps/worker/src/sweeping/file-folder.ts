import { opendir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** As the API names files, whole or still coming in. */
const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\.part)?$/;

export interface OldFile {
  name: string;
  /** Undefined for one that broke off while it came in: no upload can ever be known of it. */
  key?: string;
}

/** Where uploads lie, if this machine has them. Other people's files are not looked at. */
export class FileFolder {
  constructor(private readonly path: string) {}

  /** Files that were last written before the instant, so many at a time. */
  async *olderThan(instant: number, atOnce: number): AsyncGenerator<OldFile[]> {
    let found: OldFile[] = [];
    for await (const name of this.names()) {
      const [, key, part] = NAME.exec(name) ?? [];
      if (!key || !(await this.isOlder(name, instant))) continue;
      found.push(part ? { name } : { name, key });
      if (found.length < atOnce) continue;
      yield found;
      found = [];
    }
    if (found.length > 0) yield found;
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.path, name), { force: true });
  }

  private async *names(): AsyncGenerator<string> {
    try {
      for await (const entry of await opendir(this.path)) if (entry.isFile()) yield entry.name;
    } catch (error) {
      // Nothing was uploaded yet, or the files lie elsewhere.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  private async isOlder(name: string, instant: number): Promise<boolean> {
    const found = await stat(join(this.path, name)).catch(() => undefined);
    return found !== undefined && found.mtimeMs < instant;
  }
}
