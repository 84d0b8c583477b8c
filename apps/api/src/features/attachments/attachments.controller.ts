import { Controller, Get, HttpCode, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type Account, CurrentAccount } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, IdempotencyKey } from '../../platform/idempotency/index.js';
import { TimeLimit } from '../../platform/limits/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { answerOf, ApiAcceptedAnswer, ApiCaseId } from '../cases/index.js';
import { AttachmentCreatedDto, AttachmentFormDto, AttachmentDto } from './dto/attachments.dto.js';
import { AttachmentsService } from './attachments.service.js';
import { contentDisposition } from './file-names.js';
import { ALLOWED_NAMES } from './media-types.js';
import { MEDIA_TYPES } from './media-types.js';

/** As long as the server waits for a whole request: a photograph over a weak network takes its time. */
const UPLOAD_MS = 120_000;

@ApiTags('attachments')
@Controller()
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  @Post('cases/:id/attachments')
  @TimeLimit(UPLOAD_MS)
  @HttpCode(201)
  @ApiCaseId()
  @ApiIdempotencyKey()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: AttachmentFormDto, description: '文件和说明 · The file and what belongs to it' })
  @ApiOperation({
    operationId: 'attachFile',
    summary: '上传附件 · Attach a file',
    description: `按内容识别类型，可传 · Taken by their content: ${ALLOWED_NAMES}`,
  })
  @ApiCreatedResponse({ type: AttachmentCreatedDto, description: '已上传 · Attached' })
  @ApiAcceptedAnswer()
  async attach(
    @Param('id', IdPipe) caseId: string,
    @IdempotencyKey() key: string,
    @CurrentAccount() account: Account,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AttachmentCreatedDto> {
    const { id, sent } = await this.attachments.attach(account, caseId, key, request, response);
    return { id, ...answerOf(sent, response) };
  }

  @Get('cases/:id/attachments')
  @ApiCaseId()
  @ApiOperation({
    operationId: 'listAttachments',
    summary: '附件列表 · The attachments of a case',
    description: '按上传先后，不分页 · In the order in which they came, on one page.',
  })
  @ApiOkResponse({ type: pageOf(AttachmentDto), description: '附件 · Attachments' })
  async list(
    @Param('id', IdPipe) caseId: string,
    @CurrentAccount() account: Account,
  ): Promise<Page<AttachmentDto>> {
    return { items: await this.attachments.of(account, caseId), next: null };
  }

  @Get('attachments/:id')
  @ApiParam({
    name: 'id',
    description: '附件编号 · The attachment',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-8000-8000-000000000091',
  })
  @ApiOperation({
    operationId: 'downloadAttachment',
    summary: '下载附件 · Download an attachment',
    description: '只供下载，浏览器不会打开 · Always a download: a browser doesn’t open it.',
  })
  @ApiOkResponse({
    description: '文件 · The file',
    content: Object.fromEntries(
      MEDIA_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    ),
  })
  async download(
    @Param('id', IdPipe) id: string,
    @CurrentAccount() account: Account,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { attachment, bytes } = await this.attachments.download(account, id);
    response.set({
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(bytes, {
      type: attachment.mediaType,
      length: attachment.size,
      disposition: contentDisposition(attachment.name),
    });
  }
}
