import type { Problem } from '../client/types.gen';
import { language } from '../words';
import { Refused } from './api';

/** Rows that have come, and how many there are going to be, where the server tells. */
export interface Progress {
  rows: number;
  total?: number;
}

const LINE_FEED = 10;

/**
 * Fetches a table and hands it over as a file. What has come so far is told as it comes; rows end by line feeds.
 *
 * @throws Refused; AbortError when it was stopped
 */
export async function download(
  url: string,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<void> {
  // What the browser says of a broken line is no sentence for people.
  const unreached = (error: unknown): never => {
    throw signal.aborted ? error : new Refused(0, {});
  };
  const response = await fetch(url, { headers: { 'accept-language': language() }, signal }).catch(unreached);
  if (!response.ok)
    throw new Refused(response.status, (await response.json().catch(() => ({}))) as Partial<Problem>);
  const total = Number(response.headers.get('x-total-count') ?? NaN);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  // The headings are a line of their own.
  let rows = -1;
  const reader = response.body!.getReader();
  const next = () => reader.read().catch(unreached);
  for (let part = await next(); !part.done; part = await next()) {
    parts.push(part.value);
    for (const byte of part.value) if (byte === LINE_FEED) rows += 1;
    tell({ rows: Math.max(0, rows), ...(!Number.isNaN(total) && { total }) });
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type: response.headers.get('content-type') ?? '' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
