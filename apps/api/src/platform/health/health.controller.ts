import { Controller, Get, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { Public } from '../auth/index.js';
import { Problem } from '../problems/index.js';
import { Readiness } from './readiness.js';

export class Health {
  @ApiProperty({ enum: ['ok'], description: '状态 · Status', example: 'ok' })
  status!: 'ok';
}

@ApiTags('health')
@Controller({ path: 'health', version: VERSION_NEUTRAL })
@Public()
@SkipThrottle()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @ApiOperation({
    operationId: 'getLiveness',
    summary: '进程是否存活 · Whether the process is alive',
    description: '能回答即存活，不检查其他部件。 · It answers, so it lives; nothing else is looked at.',
  })
  @ApiOkResponse({ type: Health, description: '存活 · Alive' })
  live(): Health {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    operationId: 'getReadiness',
    summary: '是否可以接收请求 · Whether requests may be sent here',
    description:
      '数据库已迁移、Temporal 有应答、工作进程在轮询，才算就绪。 · PostgreSQL is migrated, Temporal answers and a worker polls; otherwise 503 names what is missing.',
  })
  @ApiOkResponse({ type: Health, description: '就绪 · Ready' })
  async ready(): Promise<Health> {
    const missing = await this.readiness.missing();
    if (missing.length > 0) throw new Problem('server.notReady', { missing });
    return { status: 'ok' };
  }
}
