import { HttpConfig } from '#config';
import { Body, Controller, Delete, HttpCode, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import type { Response } from 'express';
import { cookieOptions, Public, SESSION_COOKIE } from '../../platform/auth/index.js';
import { SIGN_INS } from '../../platform/limits/index.js';
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
  async open(@Body() signIn: SignInDto, @Res({ passthrough: true }) response: Response): Promise<SessionDto> {
    const session = await this.sessions.open(signIn);
    // For browsers: they keep it where no script reads it. Programs take the token of the answer.
    response.cookie(SESSION_COOKIE, session.accessToken, {
      ...cookieOptions(this.http.url),
      expires: new Date(session.expiresAt),
    });
    return session;
  }

  @Delete('current')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'signOut',
    summary: '退出 · Sign out',
    description: '浏览器随即忘记登录信息。 · The browser forgets who was signed in.',
  })
  @ApiNoContentResponse({ description: '已退出 · Signed out' })
  close(@Res({ passthrough: true }) response: Response): void {
    response.clearCookie(SESSION_COOKIE, cookieOptions(this.http.url));
  }
}
