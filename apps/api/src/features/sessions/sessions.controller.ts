import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { Public } from '../../platform/auth/index.js';
import { SIGN_INS } from '../../platform/limits/index.js';
import { SessionDto } from './dto/session.dto.js';
import { SignInDto } from './dto/sign-in.dto.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

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
  open(@Body() signIn: SignInDto): Promise<SessionDto> {
    return this.sessions.open(signIn);
  }
}
