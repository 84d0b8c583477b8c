import { MESSAGE_KINDS, type MessageKind } from '#persistence';
import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { QueryFlagField } from '../../../platform/validation/index.js';

export class MailQueryDto extends PageQuery {
  @QueryFlagField({ description: '只列未读 · Unread only', optional: true, example: true })
  unread?: boolean;
}

export class MailDto {
  @ApiProperty({
    type: String,
    description: '编号 · Id',
    example: '019a0000-0000-7000-8000-000000000001.12',
  })
  id!: string;

  @ApiProperty({
    enum: MESSAGE_KINDS,
    description:
      '种类：临期、超期、无人承办、催办、请审批延期、延期已审批、请确定承办人；督办单发来、退回、转交、提醒、办结、撤销、已答复、逾期 · Due soon, overdue, nobody has taken it, a nudge, more time is asked for, more time was decided, who is to do it; of a supervision order: issued, returned, readdressed, reminder, closed, cancelled, answered, overdue',
    example: 'reminder',
  })
  kind!: MessageKind;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '办件 · The case',
    example: '019a0000-0000-7000-8000-000000000001',
  })
  caseId!: string;

  @ApiProperty({ type: String, description: '办件编号 · Number of the case', example: '清溪2026-0012' })
  number!: string;

  @ApiProperty({ type: String, description: '标题 · Title', required: false, example: '屋檐滴水' })
  title?: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '督办单 · The supervision order',
    required: false,
    example: '019a0000-0000-8000-8000-000000000003',
  })
  supervisionOrderId?: string;

  @ApiProperty({
    type: String,
    description: '步骤；督办整个事项的没有 · The step; none where an order is about the whole case',
    required: false,
    example: 'investigate',
  })
  step?: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: '到期时间 · When the step or the order is due',
    required: false,
    example: '2026-03-06T00:00:00+08:00',
  })
  dueAt?: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: '发出时间 · When it was sent',
    example: '2026-03-02T09:30:00+08:00',
  })
  createdAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description:
      '阅读时间；发给岗位的，有一人阅读即为已读 · When it was read; one to a role, by any of its holders',
    required: false,
    example: '2026-03-02T10:00:00+08:00',
  })
  readAt?: string;
}

export class UnreadMailDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: '未读条数 · How many are unread', example: 3 })
  unread!: number;
}

export class MailReadDto {
  @ApiProperty({
    type: String,
    description: '编号 · Id',
    example: '019a0000-0000-7000-8000-000000000001.12',
  })
  id!: string;

  @ApiProperty({ type: Boolean, description: '已读 · It is read now', example: true })
  read!: boolean;
}
