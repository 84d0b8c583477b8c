/** The data keys used last, by subject; the oldest falls out. Lives as long as its process. */
export class KeyCache {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly limit: number) {}

  get(subject: string): Buffer | undefined {
    const key = this.keys.get(subject);
    if (key) {
      this.keys.delete(subject);
      this.keys.set(subject, key);
    }
    return key;
  }

  set(subject: string, key: Buffer): void {
    this.keys.set(subject, key);
    const oldest = this.keys.keys().next();
    if (this.keys.size > this.limit && !oldest.done) this.delete(oldest.value);
  }

  delete(subject: string): void {
    this.keys.delete(subject);
  }
}
