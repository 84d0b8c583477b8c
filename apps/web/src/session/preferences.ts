import { useMutation, useQuery } from '@tanstack/react-query';
import { getMyPreferences, setMyPreferences } from '../client/sdk.gen';
import type { PreferencesDto } from '../client/types.gen';
import { answer, queries } from '../lib/api';

const KEY = ['preferences'];
const NONE: PreferencesDto = { phrases: [], views: [] };

/** What the account has set for itself, and how to set it. */
export function usePreferences(): [
  PreferencesDto,
  (change: Partial<PreferencesDto>) => void,
  { known: boolean },
] {
  const { data = NONE, isFetched } = useQuery({
    queryKey: KEY,
    queryFn: () => answer<PreferencesDto>(getMyPreferences()),
    staleTime: 300_000,
  });
  const save = useMutation({
    mutationFn: (wanted: PreferencesDto) => answer(setMyPreferences({ body: wanted })),
    onMutate: (wanted) => queries.setQueryData(KEY, wanted),
    onError: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  return [data, (change) => save.mutate({ ...data, ...change }), { known: isFetched }];
}
