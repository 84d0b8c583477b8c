import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { CurrentSession } from '../../platform/auth/index.js';
import { ChangesService } from './changes.service.js';
import { ChangesDto } from './dto/changes.dto.js';

@ApiTags('changes')
@Controller('changes')
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  @Sse()
  @ApiProduces('text/event-stream')
  @ApiOperation({
    operationId: 'streamChanges',
    summary: '变动推送 · What changes, as it happens',
    description:
      '服务器推送事件：本人看得到的办件有变动时发其编号；每 15 秒一次空消息，登录失效即结束。 · Server-sent events: ids of cases that one may see, when they change; an empty one every 15 seconds; ends with the session.',
  })
  @ApiOkResponse({ type: ChangesDto, description: '变动 · Changes' })
  stream(@CurrentSession() sessionId: string): Observable<MessageEvent> {
    return this.changes.of(sessionId);
  }
}
