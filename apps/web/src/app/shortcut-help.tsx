import { useEffect, useRef } from 'react';
import { useWords } from '../words';

const KEYS = [
  ['J · K', 'web.keys.move'],
  ['Enter', 'web.keys.open'],
  ['C', 'web.keys.say'],
  ['/', 'web.keys.search'],
  ['Ctrl + Enter', 'web.keys.submit'],
  ['?', 'web.keys.help'],
] as const;

/** Which keys do what. */
export function ShortcutHelp({ close }: { close(): void }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={close} onClick={close} aria-label={t('web.keys.title')}>
      <h2>{t('web.keys.title')}</h2>
      <dl className="facts">
        {KEYS.map(([key, words]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
