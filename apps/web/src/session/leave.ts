import { signOut } from '../client/sdk.gen';
import { draftsOf } from '../form/drafts';
import { answer, queries, whenSessionEnds } from '../lib/api';
import { wipe } from '../lib/sealed-store';

/** Signs out and leaves nothing on a desk that others use, but what still has to be sent, sealed. */
export async function leave(accountId: string): Promise<void> {
  whenSessionEnds(undefined);
  await answer(signOut()).catch(() => undefined);
  queries.clear();
  await wipe(['me', 'places', draftsOf(accountId)]).catch(() => undefined);
  location.assign('/sign-in');
}
