import { match } from 'pinyin-pro';

/** What somebody may be looked for by. */
export interface Called {
  name?: string;
  nickname?: string;
  phone?: string;
}

/**
 * How well a person is what was typed: part of the name or of what the village calls them, their pinyin (`zhangsan`,
 * `zs`), the last digits of the number. 0 is not at all; the whole name comes first.
 */
export function likeness(typed: string, { name, nickname, phone }: Called): number {
  const wanted = typed.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();
  if (wanted === '') return 0;
  const digits = phone?.replaceAll(/\D/gu, '') ?? '';
  if (/^\d{3,}$/.test(wanted)) return digits.endsWith(wanted) ? 2 : 0;
  return Math.max(...[name, nickname].map((one) => (one === undefined ? 0 : likenessOf(wanted, one))));
}

function likenessOf(wanted: string, name: string): number {
  const known = name
    .normalize('NFKC')
    .replaceAll(/[\s·•‧]/gu, '')
    .toLowerCase();
  if (known === wanted) return 3;
  if (known.includes(wanted)) return 2;
  return /^[a-z]+$/.test(wanted) && match(known, wanted, { precision: 'start' }) ? 1 : 0;
}
