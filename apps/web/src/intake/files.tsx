import { Button, Space } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../words';
import { Recorder } from './recorder';

/** A file that goes along; of a recording, how long it is. */
export interface Told {
  file: File;
  seconds?: number;
}

interface Props {
  files: readonly Told[];
  onChange(files: Told[]): void;
  /** A paper has no voice. */
  onlyPictures?: boolean;
}

/** Photographs, recordings and papers that go along: taken, chosen or pasted, shown, and taken out again. */
export function Files({ files, onChange, onlyPictures = false }: Props) {
  const { t } = useWords();
  const photo = useRef<HTMLInputElement>(null);
  const others = useRef<HTMLInputElement>(null);
  const add = (...more: Told[]) => onChange([...files, ...more]);
  const pick = ({ target }: { target: HTMLInputElement }) => {
    add(...Array.from(target.files ?? [], (file) => ({ file })));
    target.value = '';
  };
  return (
    <div role="group" aria-label={t('web.case.attachments')}>
      <Space wrap>
        {!onlyPictures && (
          <Recorder
            number={files.filter(({ seconds }) => seconds).length + 1}
            done={(file, seconds) => add({ file, seconds })}
          />
        )}
        <Button onClick={() => photo.current?.click()}>{t('web.files.photo')}</Button>
        <Button onClick={() => others.current?.click()}>{t('web.files.choose')}</Button>
      </Space>
      <input
        ref={photo}
        style={{ display: 'none' }}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={t('web.files.photo')}
        onChange={pick}
      />
      <input
        ref={others}
        style={{ display: 'none' }}
        type="file"
        multiple
        accept={onlyPictures ? 'image/*,application/pdf' : 'image/*,audio/*,application/pdf'}
        aria-label={t('web.files.choose')}
        onChange={pick}
      />
      <ul className="files chosen">
        {files.map((one, index) => (
          <li key={`${one.file.name}/${index}`}>
            <Chosen file={one.file} />
            <Button
              size="small"
              aria-label={t('web.files.remove', { name: one.file.name })}
              onClick={() => onChange(files.filter((other) => other !== one))}
            >
              {t('web.form.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Chosen({ file }: { file: File }) {
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  if (file.type.startsWith('image/')) return <img className="thumbnail" src={url} alt={file.name} />;
  if (file.type.startsWith('audio/')) return <audio controls src={url} aria-label={file.name} />;
  return <span>{file.name}</span>;
}

/** What is pasted anywhere on the page: pictures, and text where no field takes it. */
export function usePasted(take: (pasted: { files: Told[]; text: string }) => void): void {
  const current = useRef(take);
  current.current = take;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { clipboardData, target } = event;
      const files = Array.from(clipboardData?.files ?? [], (file) => ({ file }));
      const inField = target instanceof Element && target.closest('input, textarea') !== null;
      if (files.length === 0 && inField) return;
      event.preventDefault();
      current.current({ files, text: clipboardData?.getData('text/plain').trim() ?? '' });
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);
}
