import { useSuspenseQuery } from '@tanstack/react-query';
import type { AccountDto } from '../client/types.gen';
import { getMe } from '../client/sdk.gen';
import { answer, queries } from '../lib/api';
import { orAsKept } from '../lib/sealed-store';

/** Whose the organisation is; they see no cases. */
const ADMINISTERING: readonly string[] = ['administrator', 'systemAdmin'];
export const administers = ({ role }: { role: string }): boolean => ADMINISTERING.includes(role);

const ME = {
  queryKey: ['me'],
  queryFn: orAsKept('me', () => answer<AccountDto>(getMe())),
  staleTime: 60_000,
};

export const loadMe = () => queries.ensureQueryData(ME);

/** Who is signed in; pages within the shell have it. */
export const useMe = (): AccountDto => useSuspenseQuery(ME).data;

/** Whose the supervision is, each with what lies below its place. */
const SUPERVISING: readonly string[] = ['townshipOffice', 'county'];

/** For which pages somebody is here. */
export const rolesOf = ({ memberships }: AccountDto) => ({
  watches: memberships.some(({ role }) => SUPERVISING.includes(role)),
  works: memberships.some((one) => !administers(one)),
  administers: memberships.some(administers),
});
