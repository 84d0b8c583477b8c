import { useSyncExternalStore } from 'react';

const STORED = 'qunying.largeType';
const listeners = new Set<() => void>();

const isLarge = (): boolean => localStorage.getItem(STORED) === 'yes';

/** 大字: everything a quarter larger, on this device. */
export function applyLargeType(): void {
  document.documentElement.style.setProperty('zoom', isLarge() ? '1.25' : '');
}

export function useLargeType(): [large: boolean, set: (large: boolean) => void] {
  const large = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isLarge);
  const set = (wanted: boolean) => {
    localStorage.setItem(STORED, wanted ? 'yes' : 'no');
    applyLargeType();
    listeners.forEach((listener) => listener());
  };
  return [large, set];
}
