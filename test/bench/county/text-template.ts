/** What a case of its own has in place of the played one's. */
export interface Filling {
  /** By the played id. */
  idOf(id: string): string;
  /** Milliseconds by which everything happens later: whole weeks, so that weekdays stay. */
  shift: number;
  number: string;
}

type Hole = (filling: Filling) => string;
export type Template = readonly (string | Hole)[];

export const fill = (template: Template, filling: Filling): string => {
  let text = '';
  for (const part of template) text += typeof part === 'string' ? part : part(filling);
  return text;
};

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const INSTANT = String.raw`\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)`;
const DATE = String.raw`\b\d{4}-\d\d-\d\d\b`;
/** Milliseconds since 1970, of this century. */
const MILLISECONDS = String.raw`\b1[4-9]\d{11}\b`;
const HOLES = (number: string) =>
  new RegExp(`(${UUID})|(${INSTANT})|(${DATE})|(${MILLISECONDS})|(${number})`, 'g');

const pad = (value: number): string => String(value).padStart(2, '0');

/** A text of the played case with holes where ids, dates, instants and the case's number stand. */
export function templateOf(text: string, number: string): Template {
  const parts: (string | Hole)[] = [];
  let end = 0;
  for (const match of text.matchAll(HOLES(number))) {
    parts.push(text.slice(end, match.index), holeFor(match));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

function holeFor([found, id, instant, date, milliseconds]: RegExpMatchArray): Hole {
  if (id) return ({ idOf }) => idOf(id);
  if (milliseconds) {
    const at = Number(milliseconds);
    return ({ shift }) => String(at + shift);
  }
  if (instant) {
    // As PostgreSQL or a client wrote it; both read it in this form too.
    const at = Date.parse(instant.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
    return instant.includes('T')
      ? ({ shift }) => shanghai(at + shift)
      : ({ shift }) => new Date(at + shift).toISOString();
  }
  if (date) {
    const at = Date.parse(date);
    return ({ shift }) => new Date(at + shift).toISOString().slice(0, 10);
  }
  return ({ number }) => (found ? number : '');
}

/** Like `2026-10-20T15:00+08:00`. */
function shanghai(at: number): string {
  const local = new Date(at + 8 * 3_600_000);
  const date = local.toISOString().slice(0, 10);
  return `${date}T${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}:${pad(local.getUTCSeconds())}+08:00`;
}
