import { useQuery } from '@tanstack/react-query';
import { countUnreadMail } from '../client/sdk.gen';
import { answer } from '../lib/api';

/** How many messages nobody has opened yet. */
export const useUnread = (enabled: boolean): number =>
  useQuery({
    queryKey: ['mail', 'unread'],
    queryFn: () => answer(countUnreadMail()),
    refetchInterval: 60_000,
    enabled,
  }).data?.unread ?? 0;
