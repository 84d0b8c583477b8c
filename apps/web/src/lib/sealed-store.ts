import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { getDeviceKey } from '../client/sdk.gen';
import { answer, Refused } from './api';

/** What a device keeps: village offices share theirs, so all of it is sealed with a key that only its account gets. */
interface Kept extends DBSchema {
  kept: { key: string; value: { key: string; at: number; iv: BufferSource; sealed: ArrayBuffer } };
  /** Can't be read out, only used; here until its account signs out, so that the app opens without a network. */
  keys: { key: typeof DEVICE; value: CryptoKey };
}
const DEVICE = 'device';

let database: Promise<IDBPDatabase<Kept>> | undefined;
const open = () =>
  (database ??= openDB<Kept>('qunying', 2, {
    upgrade(db, before) {
      if (before < 1) db.createObjectStore('kept', { keyPath: 'key' });
      if (before < 2) db.createObjectStore('keys');
    },
  }));

/** Plain http has no WebCrypto: then it is kept in memory, while the page is open. */
const memory = new Map<string, unknown>();
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined && 'indexedDB' in globalThis;

let key: Promise<CryptoKey> | undefined;
const deviceKey = () =>
  (key ??= fetchKey().catch((error: unknown) => {
    key = undefined;
    throw error;
  }));

async function fetchKey(): Promise<CryptoKey> {
  try {
    const { key: text } = await answer(getDeviceKey());
    const raw = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const fresh = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
    await (await open()).put('keys', fresh, DEVICE);
    return fresh;
  } catch (error) {
    const stored = isUnreached(error) ? await (await open()).get('keys', DEVICE) : undefined;
    if (stored) return stored;
    throw error;
  }
}

const isUnreached = (error: unknown): boolean => error instanceof Refused && error.status === 0;

/** Fetched while there is a network, so that it is there when there is none. */
export const prepareSealing = (): void => void (canSeal() && deviceKey().catch(() => undefined));

export async function keep(name: string, value: unknown): Promise<void> {
  memory.set(name, value);
  if (!canSeal()) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await deviceKey(), plain);
  await (await open()).put('kept', { key: name, at: Date.now(), iv, sealed });
}

export async function forget(name: string): Promise<void> {
  memory.delete(name);
  if (canSeal()) await (await open()).delete('kept', name);
}

/** All that this account kept under names that begin so, the oldest first; what another account sealed stays shut. */
export async function keptUnder<T>(prefix: string): Promise<[name: string, value: T][]> {
  const found = new Map([...memory].filter(([name]) => name.startsWith(prefix)) as [string, T][]);
  if (canSeal()) {
    const all = (await (await open()).getAll('kept')).filter((one) => one.key.startsWith(prefix));
    for (const { key: name, iv, sealed } of all.sort((a, b) => a.at - b.at)) {
      const plain = await crypto.subtle
        .decrypt({ name: 'AES-GCM', iv }, await deviceKey(), sealed)
        .catch(() => undefined);
      if (plain && !found.has(name)) found.set(name, JSON.parse(new TextDecoder().decode(plain)) as T);
    }
  }
  return [...found];
}

/** The one of exactly this name. */
export const kept = async <T>(name: string): Promise<T | undefined> =>
  (await keptUnder<T>(name)).find(([found]) => found === name)?.[1];

/** When its account signs out: the key, and what is kept under names that begin so. */
export async function wipe(prefixes: readonly string[]): Promise<void> {
  if (!canSeal()) return;
  const db = await open();
  await db.delete('keys', DEVICE);
  for (const name of await db.getAllKeys('kept'))
    if (prefixes.some((prefix) => name.startsWith(prefix))) await db.delete('kept', name);
}

/** What was fetched the last time, where the network fails: who one is, and where. */
export const orAsKept =
  <T>(name: string, call: () => Promise<T>) =>
  async (): Promise<T> => {
    try {
      const fetched = await call();
      void keep(name, fetched).catch(() => undefined);
      return fetched;
    } catch (error) {
      const known = isUnreached(error) ? await kept<T>(name).catch(() => undefined) : undefined;
      if (known !== undefined) return known;
      throw error;
    }
  };
