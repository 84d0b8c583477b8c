import { HttpConfig } from '#config';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import type { Response } from 'express';
import {
  type Account,
  cookieOptions,
  CurrentAccount,
  CurrentSession,
  Public,
  SESSION_COOKIE,
} from '../../platform/auth/index.js';
import { SIGN_INS } from '../../platform/limits/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { RunningSessionsDto } from './dto/running-session.dto.js';
import { SessionDto } from './dto/session.dto.js';
import { SignInDto } from './dto/sign-in.dto.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly http: HttpConfig,
  ) {}

  @Post()
  @Public()
  @Throttle(SIGN_INS)
  @ApiOperation({
    operationId: 'signIn',
    summary: '登录 · Sign in',
    description:
      '失败十次后该用户名锁定 15 分钟。 · After ten failures the user name is locked for 15 minutes. Wrong name and wrong password get the same answer.',
  })
  @ApiCreatedResponse({ type: SessionDto, description: '已登录 · Signed in' })
  async open(
    @Body() signIn: SignInDto,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionDto> {
    const session = await this.sessions.open(signIn, userAgent);
    // For browsers: they keep it where no script reads it. Programs take the token of the answer.
    response.cookie(SESSION_COOKIE, session.accessToken, {
      ...cookieOptions(this.http.url),
      expires: new Date(session.expiresAt),
    });
    return session;
  }

  @Get()
  @ApiOperation({
    operationId: 'listSessions',
    summary: '本人在何处登录 · Where I am signed in',
    description: '最近的在前；不认得的可以结束。 · The latest first; what one doesn’t know can be ended.',
  })
  @ApiOkResponse({ type: RunningSessionsDto, description: '各处登录 · The sessions' })
  async list(
    @CurrentAccount() account: Account,
    @CurrentSession() sessionId: string,
  ): Promise<RunningSessionsDto> {
    return { items: await this.sessions.running(account, sessionId) };
  }

  @Delete('current')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'signOut',
    summary: '退出 · Sign out',
    description:
      '此令牌随即失效，浏览器忘记登录信息。 · The token opens nothing any more, and the browser forgets it.',
  })
  @ApiNoContentResponse({ description: '已退出 · Signed out' })
  async close(
    @CurrentAccount() account: Account,
    @CurrentSession() sessionId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(account, sessionId);
    response.clearCookie(SESSION_COOKIE, cookieOptions(this.http.url));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiParam({
    name: 'id',
    description: '登录编号 · The session',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-7000-8000-000000000001',
  })
  @ApiOperation({
    operationId: 'endSession',
    summary: '结束一处登录 · End a session',
    description: '只能结束本人的。 · One’s own only.',
  })
  @ApiNoContentResponse({ description: '已结束 · Ended' })
  end(@CurrentAccount() account: Account, @Param('id', IdPipe) id: string): Promise<void> {
    return this.sessions.end(account, id);
  }
}
