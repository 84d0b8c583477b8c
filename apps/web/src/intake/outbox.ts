import { useCallback, useEffect, useState } from 'react';
import { attachFile, openCase } from '../client/sdk.gen';
import type { OpenCaseDto } from '../client/types.gen';
import { recorded } from '../form/sending';
import { answer, newKey, queries, Refused } from '../lib/api';
import { forget, keep, keptUnder } from '../lib/sealed-store';

const PREFIX = 'outbox/';
const AGAIN_MS = 30_000;

interface KeptFile {
  name: string;
  type: string;
  base64: string;
}
/** A matter that waits for the network. Its key is that of the request, so that it is entered once. */
export interface Waiting {
  key: string;
  body: OpenCaseDto;
  files: KeptFile[];
  /** Why the product didn't take it, if it was asked. */
  refused?: string;
}

const bytesOf = async (file: File): Promise<KeptFile> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { name: file.name, type: file.type, base64: btoa(text) };
};
const fileOf = ({ name, type, base64 }: KeptFile): File =>
  new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name, { type });

const changed = new EventTarget();
const tell = () => changed.dispatchEvent(new Event('change'));

/** Keeps a matter until it can be sent; what was told happened when it was told. */
export async function putOut(key: string, body: OpenCaseDto, files: File[], toldAt: number): Promise<void> {
  const kept: Waiting = {
    key,
    body: { ...body, occurredAt: body.occurredAt ?? new Date(toldAt).toISOString() },
    files: await Promise.all(files.map(bytesOf)),
  };
  await keep(PREFIX + key, kept);
  tell();
}

/** Enters a matter with its files. @throws Refused */
export async function enter(key: string, body: OpenCaseDto, files: File[]): Promise<string> {
  const made = recorded(await answer(openCase({ body, headers: { 'Idempotency-Key': key } })));
  const id = 'id' in made ? made.id : made.caseId;
  for (const file of files)
    await answer(attachFile({ path: { id }, body: { file }, headers: { 'Idempotency-Key': newKey() } }));
  return id;
}

let sending = false;
async function sendAll(): Promise<void> {
  if (sending || !navigator.onLine) return;
  sending = true;
  try {
    for (const [name, one] of await keptUnder<Waiting>(PREFIX)) {
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
    void keptUnder<Waiting>(PREFIX).then(
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
  return { waiting, drop: (key) => void forget(PREFIX + key).then(tell) };
}
