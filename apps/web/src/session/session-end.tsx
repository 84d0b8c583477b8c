import { lazy, Suspense, useEffect, useState } from 'react';
import type { AccountDto } from '../client/types.gen';
import { whenSessionEnds } from '../lib/api';

const SignInAgain = lazy(() => import('./sign-in-again').then((m) => ({ default: m.SignInAgain })));

/** Asks for the password over the page when the session has ended meanwhile. */
export function SessionEnd({ me }: { me: AccountDto }) {
  const [asked, setAsked] = useState<{ answered(again: boolean): void }>();
  useEffect(() => {
    whenSessionEnds(() => new Promise((answered) => setAsked({ answered })));
    return () => whenSessionEnds(undefined);
  }, []);
  if (!asked) return null;
  const answered = (again: boolean) => {
    setAsked(undefined);
    asked.answered(again);
  };
  return (
    <Suspense>
      <SignInAgain me={me} answered={answered} />
    </Suspense>
  );
}
