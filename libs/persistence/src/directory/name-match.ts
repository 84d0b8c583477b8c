/** What somebody may be looked for by. */
export interface Called {
  name?: string;
  nickname?: string;
  phone?: string;
}

const LATIN = /^[a-z]+$/;
/** The whole name comes first. */
type Likeness = 0 | 1 | 2 | 3;

/**
 * Tells how well a person is what was typed: part of the name or of what the village calls them, their pinyin
 * (`zhangsan`, `zs`), the last digits of the number. 0 is not at all. The dictionary is large, and loaded when pinyin is
 * first asked for.
 */
export async function likenessTo(typed: string): Promise<(called: Called) => Likeness> {
  const wanted = typed.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();
  const pinyin = LATIN.test(wanted) ? (await import('pinyin-pro')).match : undefined;
  const ofName = (name: string | undefined): Likeness => {
    if (name === undefined) return 0;
    const known = name
      .normalize('NFKC')
      .replaceAll(/[\s·•‧]/gu, '')
      .toLowerCase();
    if (known === wanted) return 3;
    if (known.includes(wanted)) return 2;
    return pinyin?.(known, wanted, { precision: 'start' }) ? 1 : 0;
  };
  return ({ name, nickname, phone }) => {
    if (wanted === '') return 0;
    if (/^\d{3,}$/.test(wanted)) return phone?.replaceAll(/\D/gu, '').endsWith(wanted) ? 2 : 0;
    return Math.max(ofName(name), ofName(nickname)) as Likeness;
  };
}
