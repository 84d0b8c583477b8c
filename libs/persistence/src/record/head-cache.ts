import type { Head } from './follow.js';

/**
 * How far the logs had come that were written last, so that the next events needn't be folded from the first. It may be
 * wrong (another worker has gone on, PostgreSQL was restored): what is written from it is guarded by version and audit
 * link, so that nothing but exactly this past lets it be written.
 */
export class HeadCache<S> {
  private readonly heads = new Map<string, Head<S>>();

  constructor(private readonly size: number) {}

  get(id: string): Head<S> | undefined {
    return this.heads.get(id);
  }

  /** The one that was set longest ago makes room. */
  set(id: string, head: Head<S>): void {
    this.heads.delete(id);
    this.heads.set(id, head);
    const oldest = this.heads.keys().next().value;
    if (this.heads.size > this.size && oldest !== undefined) this.heads.delete(oldest);
  }

  forget(id: string): void {
    this.heads.delete(id);
  }
}
