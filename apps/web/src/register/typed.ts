import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { openCaseSearch, sealCaseSearch } from '../client/sdk.gen';
import { answer, queries } from '../lib/api';
import type { RegisterSearch } from './search';

const keyOf = (find: string | undefined) => ['typed', find];

/** What was typed: it may be a name, so that in the address it stands sealed. */
export function useTyped({ find, q = '' }: RegisterSearch) {
  const { message } = App.useApp();
  const { data } = useQuery({
    queryKey: keyOf(find),
    enabled: find !== undefined,
    queryFn: async () => (await answer(openCaseSearch({ path: { find: find! } }))).text,
    staleTime: Infinity,
  });
  return {
    text: find ? (data ?? '') : q,
    /** Undefined for nothing; what was there stays where it can't be sealed. */
    async seal(text: string): Promise<string | undefined> {
      const typed = text.trim();
      if (typed === '') return undefined;
      try {
        const sealed = await answer(sealCaseSearch({ body: { text: typed } }));
        queries.setQueryData(keyOf(sealed.find), typed);
        return sealed.find;
      } catch (error) {
        void message.error((error as Error).message);
        return find;
      }
    },
  };
}
