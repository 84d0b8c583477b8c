import { describe, expect, it } from '@jest/globals';
import { QueueFullError, CommandQueue } from './command-queue.js';

const soon = () => Date.now() + 5_000;

describe('CommandQueue', () => {
  it('lets eight through at a time, in order, and the two hundredth too', async () => {
    const queue = new CommandQueue();
    let inFlight = 0;
    let most = 0;
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        queue.run('case', soon(), async () => {
          order.push(n);
          most = Math.max(most, (inFlight += 1));
          await new Promise((resolve) => setImmediate(resolve));
          inFlight -= 1;
        }),
      ),
    );
    expect(most).toBe(8);
    expect(order).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it('keeps the cases apart', async () => {
    const queue = new CommandQueue(1);
    const never = queue.run('one', soon(), () => new Promise<never>(() => undefined));
    void never;
    await expect(queue.run('other', soon(), () => Promise.resolve('through'))).resolves.toBe('through');
  });

  it('sends away whose turn does not come, and gives the place to the next', async () => {
    const queue = new CommandQueue(1);
    let free!: () => void;
    const first = queue.run('case', soon(), () => new Promise<void>((resolve) => (free = resolve)));
    await expect(queue.run('case', Date.now() + 5, () => Promise.resolve())).rejects.toThrow(QueueFullError);
    const third = queue.run('case', soon(), () => Promise.resolve('in'));
    free();
    await first;
    await expect(third).resolves.toBe('in');
  });

  it('goes on after a failure', async () => {
    const queue = new CommandQueue(1);
    await expect(queue.run('case', soon(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.run('case', soon(), () => Promise.resolve(1))).resolves.toBe(1);
  });
});
