import { languageOf } from '#i18n';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentSender, type Sender } from '../../../platform/commands/index.js';
import { ApiIdempotencyKey } from '../../../platform/idempotency/index.js';
import { ActionBatchService } from './action-batch.service.js';
import { BatchResultsDto } from './dto/action-batch.dto.js';
import { NudgesDto } from './dto/step-actions.dto.js';

@ApiTags('cases')
@Controller('nudges')
export class NudgesController {
  constructor(private readonly batches: ActionBatchService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'nudgeSteps',
    summary: '一并催办 · Nudge several steps',
    description:
      '可以是不同办件的步骤，捎同一句话；逐项催办，逐项答复 · Of different cases, with the same word; each is carried out and answered by itself.',
  })
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: BatchResultsDto, description: '逐项结果 · What became of each' })
  async nudge(
    @Body() { items, text }: NudgesDto,
    @CurrentSender() sender: Sender,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<BatchResultsDto> {
    return { items: await this.batches.nudge(sender, { steps: items, text }, languageOf(accepted)) };
  }
}
