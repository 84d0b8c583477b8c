import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount, Roles } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { BlockedService, OPERATING } from './blocked.service.js';
import { BlockedListDto, BlockedRetryDto } from './dto/blocked.dto.js';

@ApiTags('blocked')
@Controller('blocked')
@Roles(...OPERATING)
export class BlockedController {
  constructor(private readonly blocked: BlockedService) {}

  @Get()
  @ApiOperation({
    operationId: 'listBlocked',
    summary: '因技术原因停住的 · What is halted for a technical reason',
    description:
      '落不了账、日历没有用上的办件和督办单：原因、从何时起、怎么办；系统管理员看全部，县管理员看本县；不显示名称和内容。 · Cases and orders that can’t be recorded or didn’t take over a calendar: why, since when, and what to do. A system administrator sees all, a county’s administrator the county’s; neither titles nor texts.',
  })
  @ApiOkResponse({
    type: BlockedListDto,
    description: '停住的，等得最久的在前 · What has waited longest first',
  })
  async list(@CurrentAccount() account: Account): Promise<BlockedListDto> {
    return { items: await this.blocked.list(account), next: null };
  }

  @Post(':id/retries')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiParam({
    name: 'id',
    description: '停住的办件或督办单 · The case or order that is halted',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-8000-8000-000000000001',
  })
  @ApiOperation({
    operationId: 'retryBlocked',
    summary: '再试一次 · Try again',
    description:
      '修好以后让它重新落账；仍落不了的照旧停住，什么也不会丢。 · To be done once it is repaired: it is recorded, or halts again; nothing is lost.',
  })
  @ApiOkResponse({ type: BlockedRetryDto, description: '结果 · What became of it' })
  retry(
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Param('id', IdPipe) id: string,
  ): Promise<BlockedRetryDto> {
    return this.blocked.retry(account, idempotency, id);
  }
}
