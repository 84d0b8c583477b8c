import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words';

const LIMIT_S = 60;
/** In the order of preference, each with the extension that the API knows it by. */
const TYPES = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' } as const;

/** Over plain http there is no microphone. */
const canRecord = (): boolean => 'MediaRecorder' in globalThis && navigator.mediaDevices !== undefined;

interface Props {
  /** Which it is, for its name. */
  number: number;
  done(recording: File, seconds: number): void;
}

/** What was said, kept as it was said; a minute at most. */
export function Recorder({ number, done }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [seconds, setSeconds] = useState<number>();
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  if (!canRecord()) return null;
  const begin = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const type = (Object.keys(TYPES) as (keyof typeof TYPES)[]).find((one) =>
        MediaRecorder.isTypeSupported(one),
      );
      const recorder = new MediaRecorder(stream, type && { mimeType: type });
      const parts: Blob[] = [];
      const began = performance.now();
      const passed = () => Math.round((performance.now() - began) / 1_000);
      const tick = setInterval(() => (passed() >= LIMIT_S ? recorder.stop() : setSeconds(passed())), 500);
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = () => {
        clearInterval(tick);
        stream.getTracks().forEach((track) => track.stop());
        stop.current = undefined;
        setSeconds(undefined);
        const name = `${t('web.files.recording', { n: number })}.${TYPES[type ?? 'audio/webm']}`;
        done(new File(parts, name, { type: type ?? recorder.mimeType }), Math.max(1, passed()));
      };
      stop.current = () => recorder.stop();
      setSeconds(0);
      recorder.start();
    } catch {
      void message.error(t('web.files.microphone'));
    }
  };
  return seconds === undefined ? (
    <Button onClick={() => void begin()}>{t('web.files.record')}</Button>
  ) : (
    <Button type="primary" aria-live="off" onClick={() => stop.current?.()}>
      {t('web.files.stop', { seconds })}
    </Button>
  );
}
