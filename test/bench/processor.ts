import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_MS = 0.1;

interface Stat {
  pid: number;
  parent: number;
  /** Of the process itself, and of its children that have ended. */
  own: number;
  children: number;
}

/**
 * Milliseconds of processor time that a process has had; undefined where the system doesn't say (only Linux does).
 *
 * @param withChildren those that run and those that have ended: PostgreSQL has one for each connection
 */
export function processorTime(wanted: number, withChildren = false): number | undefined {
  try {
    const own = statOf(wanted);
    if (!own) return undefined;
    if (!withChildren) return own.own / TICKS_PER_MS;
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)) ?? [])
      .filter(({ parent }) => parent === wanted);
    return [own, ...children].reduce((sum, one) => sum + one.own + one.children, 0) / TICKS_PER_MS;
  } catch {
    return undefined;
  }
}

/** Bytes of memory that a process holds; undefined where the system doesn't say. */
export function residentMemory(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

function statOf(pid: number): Stat | undefined {
  try {
    // The name, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
    return { pid, parent: Number(fields[1]), own: user + system, children: childUser + childSystem };
  } catch {
    return undefined;
  }
}
