import { Modal } from 'antd';
import type { AccountDto } from '../client/types.gen';
import { getMe } from '../client/sdk.gen';
import { answer } from '../lib/api';
import { useWords } from '../words';
import { SignInForm } from './sign-in-form';

interface Props {
  me: AccountDto;
  /** Whether the same person is signed in again. */
  answered(again: boolean): void;
}

/** The session ended over a page that is in use: nothing of the page is lost, and what was sent is sent once more. */
export function SignInAgain({ me, answered }: Props) {
  const { t } = useWords();
  const signedIn = async () => {
    const { id } = await answer(getMe());
    if (id === me.id) answered(true);
    // Somebody else's desk now: nothing of the page is theirs.
    else location.assign('/');
  };
  return (
    <Modal open title={t('web.session.ended')} footer={null} onCancel={() => answered(false)}>
      <p>{t('web.session.endedHint')}</p>
      <SignInForm username={me.username} signedIn={signedIn} />
    </Modal>
  );
}
