import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Problem } from '../problems/index.js';
import { QueryIntegerField, TextField } from '../validation/index.js';

export interface Page<T> {
  items: T[];
  /** Given back as `?cursor=`; null at the end. */
  next: string | null;
}

/** Query of every list; lists with filters extend it. */
export class PageQuery {
  @QueryIntegerField({
    description: '每页条数，最多 200 · Items a page, 200 at most',
    min: 1,
    max: 200,
    optional: true,
    example: 50,
  })
  limit: number = 50;

  @TextField({
    description: '上一页的 next · `next` of the page before',
    max: 1_000,
    optional: true,
  })
  cursor?: string;
}

/** The documented shape of a page of `item`. */
export function pageOf<T>(item: Type<T>): Type<Page<T>> {
  class PageDto implements Page<T> {
    @ApiProperty({ type: [item], description: '本页内容 · The items of this page' })
    items!: T[];
    @ApiProperty({
      type: String,
      nullable: true,
      description: '下一页的游标，没有更多时为空 · Cursor of the next page; null at the end',
      example: null,
    })
    next!: string | null;
  }
  Object.defineProperty(PageDto, 'name', { value: `${item.name}Page` });
  return PageDto;
}

export type CursorKey = readonly (string | number | null)[];

/** The sort key of a page's last row, opaque to clients. */
export const encodeCursor = (key: CursorKey): string =>
  Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');

/**
 * The reverse of {@link encodeCursor}; undefined where no cursor was given.
 *
 * @throws Problem 400 when it isn't a cursor with `length` parts
 */
export function decodeCursor(cursor: string | undefined, length: number): CursorKey | undefined {
  if (cursor === undefined) return undefined;
  const key = parse(cursor);
  if (key?.length === length) return key;
  throw new Problem(400, 'request.invalid', {}, undefined, {
    errors: [{ in: 'query', path: '/cursor', code: 'field.cursor' }],
  });
}

function parse(cursor: string): CursorKey | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isKey =
      Array.isArray(key) && key.every((part) => part === null || /^(string|number)$/.test(typeof part));
    return isKey ? (key as CursorKey) : undefined;
  } catch {
    return undefined;
  }
}
