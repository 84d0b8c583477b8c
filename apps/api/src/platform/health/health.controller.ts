import { Controller, Get, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { Public } from '../auth/index.js';
import { Problem } from '../problems/index.js';
import { type Purpose, Readiness } from './readiness.js';

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
      '数据库已迁移即就绪：可以查询。能否办理见 ready/act；不能办理时，办理请求答复 503 和 Retry-After。 · PostgreSQL is migrated, so what there is can be read; whether commands are carried out tells `ready/act`, and until they are they get 503 with Retry-After.',
  })
  @ApiOkResponse({ type: Health, description: '就绪 · Ready' })
  ready(): Promise<Health> {
    return this.readyTo('read');
  }

  @Get('ready/act')
  @ApiOperation({
    operationId: 'getReadinessToAct',
    summary: '是否可以办理 · Whether commands are carried out',
    description:
      '除数据库外，Temporal 有应答、工作进程在轮询；否则 503，并列出缺什么。 · Besides PostgreSQL, Temporal answers and a worker polls; otherwise 503 names what is missing.',
  })
  @ApiOkResponse({ type: Health, description: '可以办理 · Ready to act' })
  readyToAct(): Promise<Health> {
    return this.readyTo('act');
  }

  private async readyTo(purpose: Purpose): Promise<Health> {
    const missing = await this.readiness.missing(purpose);
    if (missing.length > 0)
      throw new Problem('server.notReady', { missing }, undefined, { headers: { 'retry-after': '5' } });
    return { status: 'ok' };
  }
}
