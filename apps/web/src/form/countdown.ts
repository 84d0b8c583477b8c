import { useEffect, useRef, useState } from 'react';

const SECONDS = 6;

/** Seconds in which something that can't be taken back may still be stopped. */
export function useCountdown() {
  const [left, setLeft] = useState(0);
  const act = useRef<() => void>(undefined);
  useEffect(() => {
    if (left === 0) return undefined;
    const tick = setTimeout(() => {
      if (left === 1) act.current?.();
      setLeft(left - 1);
    }, 1_000);
    return () => clearTimeout(tick);
  }, [left]);
  return {
    left,
    begin(wanted: () => void) {
      act.current = wanted;
      setLeft(SECONDS);
    },
    cancel: () => setLeft(0),
  };
}
