import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { eventually, isAlive, stopPid } from '#runtime';
import { delayBefore, type Service, Supervisor, type SupervisorEvents } from './supervisor.js';

/** A service with a real process, which can be told not to start. */
class Sleeper implements Service {
  readonly title = { zh: '睡', en: 'sleeper' };
  child: ChildProcess | undefined;
  starts = 0;
  failures = 0;

  constructor(
    readonly name: string,
    private readonly log: string[],
  ) {}

  start(): Promise<ChildProcess> {
    this.starts += 1;
    if (this.failures-- > 0) return Promise.reject(new Error('not yet'));
    this.child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    return Promise.resolve(this.child);
  }

  async stop(hurry: boolean): Promise<void> {
    if (this.child?.pid) await stopPid(this.child.pid, [['SIGKILL', 5_000]]);
    this.log.push(`${hurry ? 'hurried' : 'stopped'} ${this.name}`);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }
}

function supervise(): { log: string[]; supervisor: Supervisor } {
  const log: string[] = [];
  const events: SupervisorEvents = {
    started: ({ name }) => log.push(`started ${name}`),
    ended: ({ name }, how) => log.push(`ended ${name} ${how}`),
    failed: ({ name }) => log.push(`failed ${name}`),
    back: ({ name }) => log.push(`back ${name}`),
  };
  return { log, supervisor: new Supervisor(events) };
}

const until = (log: string[], entry: string): Promise<void> =>
  eventually(() => (log.includes(entry) ? Promise.resolve() : Promise.reject(new Error(log.join()))), {
    withinMs: 10_000,
  });

describe('the supervisor', () => {
  it('restarts a service that was killed, again and again', async () => {
    const { log, supervisor } = supervise();
    const service = new Sleeper('a', log);
    await supervisor.add(service);
    const first = service.pid;
    process.kill(first, 'SIGKILL');
    await until(log, 'back a');
    expect(service.pid).not.toBe(first);
    process.kill(service.pid, 'SIGKILL');
    await eventually(() => (service.starts === 3 ? Promise.resolve() : Promise.reject(new Error())), {
      withinMs: 5_000,
    });
    await supervisor.stop();
    expect(log.slice(0, 4)).toEqual(['started a', 'ended a SIGKILL', 'started a', 'back a']);
    expect(isAlive(service.pid)).toBe(false);
  });

  it('goes on trying when a restart fails', async () => {
    const { log, supervisor } = supervise();
    const service = new Sleeper('a', log);
    await supervisor.add(service);
    service.failures = 2;
    process.kill(service.pid, 'SIGKILL');
    await until(log, 'back a');
    expect(log).toEqual(['started a', 'ended a SIGKILL', 'failed a', 'failed a', 'started a', 'back a']);
    await supervisor.stop();
  });

  it('stops in reverse order and restarts nothing then', async () => {
    const { log, supervisor } = supervise();
    const services = ['a', 'b', 'c'].map((name) => new Sleeper(name, log));
    for (const service of services) await supervisor.add(service);
    await supervisor.stop();
    expect(log.slice(3)).toEqual(['stopped c', 'stopped b', 'stopped a']);
    expect(services.map(({ starts }) => starts)).toEqual([1, 1, 1]);
  });

  it('can be hurried while it stops', async () => {
    const { log, supervisor } = supervise();
    const stubborn = new Sleeper('a', log);
    stubborn.stop = (hurry) =>
      hurry ? Sleeper.prototype.stop.call(stubborn, true) : new Promise(() => undefined);
    await supervisor.add(stubborn);
    void supervisor.stop();
    await supervisor.hurry();
    expect(log).toEqual(['started a', 'hurried a']);
  });

  it('gives up a service that does not start the first time', async () => {
    const { log, supervisor } = supervise();
    const service = new Sleeper('a', log);
    service.failures = 1;
    await expect(supervisor.add(service)).rejects.toThrow('not yet');
    expect(service.starts).toBe(1);
  });

  it('waits longer from restart to restart, up to ten seconds', () => {
    expect([0, 1, 2, 3, 20].map(delayBefore)).toEqual([200, 400, 800, 1600, 10_000]);
  });
});
