import { useEffect } from 'react';
import { queries } from './api';

/** Lists are fetched anew at most so often, however much changes. */
const LISTS_MS = 5_000;

/** What others do is seen as it happens. While the page is hidden nothing is listened to; then all is fetched once. */
export function useChanges(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    let stream: EventSource | undefined;
    let lists: ReturnType<typeof setTimeout> | undefined;
    const refreshLists = () => {
      lists ??= setTimeout(() => {
        lists = undefined;
        for (const key of ['inbox', 'supervision', 'cases', 'mail'])
          void queries.invalidateQueries({ queryKey: [key] });
      }, LISTS_MS);
    };
    const listen = () => {
      if (document.hidden) {
        stream?.close();
        stream = undefined;
        return;
      }
      if (stream) return;
      stream = new EventSource('/api/v1/changes');
      stream.onmessage = ({ data }: MessageEvent<string>) => {
        const { cases } = JSON.parse(data) as { cases: string[] };
        // The case alone: a form that is being filled in stays as it is.
        for (const id of cases) void queries.invalidateQueries({ queryKey: ['case', id], exact: true });
        if (cases.length > 0) refreshLists();
      };
    };
    listen();
    document.addEventListener('visibilitychange', listen);
    return () => {
      document.removeEventListener('visibilitychange', listen);
      clearTimeout(lists);
      stream?.close();
    };
  }, [enabled]);
}
