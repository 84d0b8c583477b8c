import { Body, Controller, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { type Account, CurrentAccount, CurrentSession } from '../../platform/auth/index.js';
import { SIGN_INS } from '../../platform/limits/index.js';
import { PasswordDto } from './dto/password.dto.js';
import { PasswordsService } from './passwords.service.js';

@ApiTags('me')
@Controller('me/password')
export class PasswordController {
  constructor(private readonly passwords: PasswordsService) {}

  @Put()
  @HttpCode(204)
  @Throttle(SIGN_INS)
  @ApiOperation({
    operationId: 'changeMyPassword',
    summary: '修改本人密码 · Change my password',
    description: '本人在别处的登录随即全部失效。 · Wherever else one is signed in, that ends.',
  })
  @ApiNoContentResponse({ description: '已修改 · Changed' })
  change(
    @CurrentAccount() account: Account,
    @CurrentSession() sessionId: string,
    @Body() passwords: PasswordDto,
  ): Promise<void> {
    return this.passwords.change(account, passwords, sessionId);
  }
}
