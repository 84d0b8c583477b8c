import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CHANNELS, type Channel } from '#domain';
import { CodeField, InstantField, TextField } from '../../../platform/validation/index.js';
import { CommandAnswerDto, NamedDto } from '../../cases/index.js';
import { MAX_MEGABYTES } from '../uploads.service.js';

/** The fields beside the file. */
export class AttachmentFieldsDto {
  @TextField({
    description: '所属步骤 · The step that it belongs to',
    max: 64,
    optional: true,
    example: 'investigate',
  })
  step?: string;

  @InstantField({
    range: 'byRules',
    description: '取得的时间；不填为现在 · When it was taken; now if left out',
    optional: true,
  })
  occurredAt?: string;

  @CodeField({ values: CHANNELS, description: '途径 · Channel', optional: true, example: 'inPerson' })
  channel?: Channel;

  @TextField({
    description:
      '补录原因；取得后超过 5 个工作日才上传的必填 · Why it is entered late; required over five working days after it was taken',
    max: 500,
    optional: true,
    example: '照片存在走访用的手机里，回来后补录。',
  })
  lateReason?: string;
}

/** As the document shows the form. */
export class AttachmentFormDto extends AttachmentFieldsDto {
  @ApiProperty({
    type: String,
    format: 'binary',
    description: `文件，最大 ${MAX_MEGABYTES} MB · The file, ${MAX_MEGABYTES} MB at most`,
  })
  file!: string;
}

export class AttachmentCreatedDto extends CommandAnswerDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '附件编号 · Id of the attachment',
    example: '019a0000-0000-8000-8000-000000000091',
  })
  id!: string;
}

export class AttachmentDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '附件编号 · Id of the attachment',
    example: '019a0000-0000-8000-8000-000000000091',
  })
  id!: string;
  @ApiPropertyOptional({
    type: String,
    description: '文件名；已删除的没有 · Name; none once erased',
    example: '檐口.jpg',
  })
  name?: string;
  @ApiProperty({
    type: String,
    description: '类型，按内容识别 · Media type, by content',
    example: 'image/jpeg',
  })
  mediaType!: string;
  @ApiProperty({ type: 'integer', description: '字节数 · Size in bytes', example: 482113 })
  size!: number;
  @ApiProperty({ type: NamedDto, description: '上传人 · Who brought it' })
  uploadedBy!: NamedDto;
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: '上传时间 · When it was uploaded',
    example: '2026-03-02T09:30:00+08:00',
  })
  createdAt!: string;
}
