import { useCallback, useEffect, useState } from 'react';
import { attachFile, openCase } from '../client/sdk.gen';
import type { OpenCaseDto } from '../client/types.gen';
import { recorded } from '../form/sending';
import { answer, queries, Refused } from '../lib/api';
import { forget, keep, keptUnder } from '../lib/sealed-store';
import { fileOf, type KeptFile, keptFile } from './kept-file';

export const OUTBOX = 'outbox/';
const AGAIN_MS = 30_000;

/** A matter that waits for the network. Its key is that of the request, so that it is entered once. */
export interface Waiting {
  key: string;
  body: OpenCaseDto;
  files: KeptFile[];
  /** Why the product didn't take it, if it was asked. */
  refused?: string;
}

const changed = new EventTarget();
const tell = () => changed.dispatchEvent(new Event('change'));

/** Keeps a matter until it can be sent; the first time its answer may only have been lost. */
export async function putOut(key: string, body: OpenCaseDto, files: File[]): Promise<void> {
  const kept: Waiting = {
    key,
    body,
    files: await Promise.all(files.map(keptFile)),
  };
  await keep(OUTBOX + key, kept);
  tell();
}

/** Enters a matter with its files; again with the same key, each of them once. @throws Refused */
export async function enter(key: string, body: OpenCaseDto, files: File[]): Promise<string> {
  const made = recorded(await answer(openCase({ body, headers: { 'Idempotency-Key': key } })));
  const id = 'id' in made ? made.id : made.caseId;
  await attachAll(id, key, files);
  return id;
}

/** @param key of the request that made the case: the keys of the files follow from it */
export async function attachAll(id: string, key: string, files: readonly File[]): Promise<void> {
  for (const [index, file] of files.entries())
    await answer(
      attachFile({ path: { id }, body: { file }, headers: { 'Idempotency-Key': `${key}.${index}` } }),
    );
}

let sending = false;
async function sendAll(): Promise<void> {
  if (sending || !navigator.onLine) return;
  sending = true;
  try {
    for (const [name, one] of await keptUnder<Waiting>(OUTBOX)) {
      if (one.refused) continue;
      try {
        await enter(one.key, one.body, one.files.map(fileOf));
        await forget(name);
        void queries.invalidateQueries({ queryKey: ['inbox'] });
      } catch (error) {
        if (!(error instanceof Refused) || error.status === 0 || error.status >= 500 || error.status === 401)
          return;
        await keep(name, { ...one, refused: error.message });
      }
    }
  } finally {
    sending = false;
    tell();
  }
}

/** What waits to be sent; it is tried again whenever there is hope. */
export function useOutbox(enabled: boolean): { waiting: Waiting[]; drop(key: string): void } {
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  const look = useCallback(() => {
    void keptUnder<Waiting>(OUTBOX).then(
      (found) => setWaiting(found.map(([, one]) => one)),
      () => undefined,
    );
  }, []);
  useEffect(() => {
    if (!enabled) return undefined;
    const send = () => void sendAll();
    look();
    send();
    changed.addEventListener('change', look);
    addEventListener('online', send);
    const again = setInterval(send, AGAIN_MS);
    return () => {
      changed.removeEventListener('change', look);
      removeEventListener('online', send);
      clearInterval(again);
    };
  }, [enabled, look]);
  return { waiting, drop: (key) => void forget(OUTBOX + key).then(tell) };
}
