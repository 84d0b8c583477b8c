interface Line {
  running: number;
  waiting: (() => void)[];
}

/** Nobody got through the door in time. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/**
 * Lets few commands of one case or duty at a time go to the workflow: the server refuses the eleventh update in flight, and
 * two hundred people may sign at once. Others wait here in the order in which they came.
 */
export class CommandQueue {
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly atOnce = 8,
    private readonly longestLine = 1_000,
  ) {}

  /** @throws QueueFullError when its turn has not come at `deadline` (ms since 1970), or the line is too long */
  async run<T>(id: string, deadline: number, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(id) ?? { running: 0, waiting: [] };
    this.lines.set(id, line);
    if (line.running < this.atOnce) line.running += 1;
    else await this.turn(line, deadline);
    try {
      return await work();
    } finally {
      this.leave(id, line);
    }
  }

  /** The place of the one who leaves goes to the next in line, so `running` stays as it is. */
  private turn(line: Line, deadline: number): Promise<void> {
    if (line.waiting.length >= this.longestLine) return Promise.reject(new QueueFullError());
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(enter), 1);
        reject(new QueueFullError());
      }, deadline - Date.now());
      line.waiting.push(enter);
    });
  }

  private leave(id: string, line: Line): void {
    const next = line.waiting.shift();
    if (next) return next();
    line.running -= 1;
    if (line.running === 0) this.lines.delete(id);
  }
}
