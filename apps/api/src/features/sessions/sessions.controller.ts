import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { Public } from '../../platform/auth/index.js';
import { SIGN_INS } from '../../platform/limits/index.js';
import { Session } from './dto/session.dto.js';
import { SignIn } from './dto/sign-in.dto.js';
import { Sessions } from './sessions.service.js';

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Post()
  @Public()
  @Throttle(SIGN_INS)
  @ApiOperation({
    operationId: 'signIn',
    summary: '登录 · Sign in',
    description:
      '失败十次后该用户名锁定 15 分钟。 · After ten failures the user name is locked for 15 minutes. Wrong name and wrong password get the same answer.',
  })
  @ApiCreatedResponse({ type: Session, description: '已登录 · Signed in' })
  open(@Body() signIn: SignIn): Promise<Session> {
    return this.sessions.open(signIn);
  }
}
