import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { getDeviceKey } from '../client/sdk.gen';
import { answer } from './api';

/** What a device keeps: village offices share theirs, so all of it is sealed with a key that only its account gets. */
interface Kept extends DBSchema {
  kept: { key: string; value: { key: string; at: number; iv: BufferSource; sealed: ArrayBuffer } };
}

let database: Promise<IDBPDatabase<Kept>> | undefined;
const open = () =>
  (database ??= openDB<Kept>('qunying', 1, {
    upgrade: (db) => void db.createObjectStore('kept', { keyPath: 'key' }),
  }));

/** Plain http has no WebCrypto: then it is kept in memory, while the page is open. */
const memory = new Map<string, unknown>();
const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined && 'indexedDB' in globalThis;

let key: Promise<CryptoKey> | undefined;
const deviceKey = () =>
  (key ??= answer(getDeviceKey()).then(
    ({ key: text }) =>
      crypto.subtle.importKey(
        'raw',
        Uint8Array.from(atob(text), (character) => character.charCodeAt(0)),
        'AES-GCM',
        false,
        ['encrypt', 'decrypt'],
      ),
    (error: unknown) => {
      key = undefined;
      throw error;
    },
  ));

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
