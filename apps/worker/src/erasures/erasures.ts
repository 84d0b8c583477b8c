import { type ContentStore, erasePerson, type Pool, type Subject } from '#persistence';
import type { ErasureLog } from './erasure-log.js';

/** Erases, and erases again what a restore of PostgreSQL has brought back. */
export class Erasures {
  constructor(
    private readonly log: ErasureLog,
    private readonly pool: Pool,
    private readonly texts: ContentStore,
  ) {}

  /** For good. It is written down first: one that is cut off is carried out at the next start. */
  async erase(subject: Subject, at: number): Promise<void> {
    this.log.append({ subject, at });
    await this.carryOut(subject, at);
  }

  /** @returns what stood in PostgreSQL again and is erased anew */
  async again(): Promise<Subject[]> {
    const back: Subject[] = [];
    const erasures = new Map(this.log.entries().map(({ subject, at }) => [subject, at]));
    for (const [subject, at] of erasures) if (await this.carryOut(subject, at)) back.push(subject);
    return back;
  }

  /** False when it was erased already. */
  private async carryOut(subject: Subject, at: number): Promise<boolean> {
    const wasAlive = await this.texts.erase(subject);
    const [kind, id = ''] = subject.split('/');
    const wasKnown = kind === 'person' && (await erasePerson(this.pool, id, at));
    return wasAlive || wasKnown;
  }
}
