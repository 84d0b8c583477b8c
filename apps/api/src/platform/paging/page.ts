import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { invalidCursor } from '../problems/index.js';
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

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id after which a page of a list in the order of ids goes on. */
export function afterId({ cursor }: PageQuery): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!ID.test(id)) throw invalidCursor();
  return id;
}

/** A page of rows in the order of their ids, of which `limit + 1` were asked for. */
export function pageById<Row extends { id: string }>(rows: readonly Row[], limit: number): Page<Row> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? Buffer.from(last.id, 'utf8').toString('base64url') : null };
}
