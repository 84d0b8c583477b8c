import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount } from '../../platform/auth/index.js';
import { AccountDto } from './dto/account-view.dto.js';
import { EmailDto } from './dto/email.dto.js';
import { DeviceKeyDto } from './dto/device-key.dto.js';
import { PreferencesDto } from './dto/preferences.dto.js';
import { OfficePhoneDto } from './dto/office-phone.dto.js';
import { MeService } from './me.service.js';

@ApiTags('me')
@Controller('me')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @ApiOperation({
    operationId: 'getMe',
    summary: '本人账号与岗位 · My account and memberships',
    description: '岗位变动即时生效。 · As it stands now; changes of memberships count at once.',
  })
  @ApiOkResponse({ type: AccountDto, description: '本人 · Me' })
  view(@CurrentAccount() account: Account): Promise<AccountDto> {
    return this.me.view(account);
  }

  @Put('email')
  @ApiOperation({
    operationId: 'setMyEmail',
    summary: '设置本人邮箱 · Set my e-mail address',
    description:
      '此后的提醒和每日汇总也发到该邮箱。 · Reminders and the daily digest from now on go there, too.',
  })
  @ApiOkResponse({ type: AccountDto, description: '本人 · Me' })
  setEmail(@CurrentAccount() account: Account, @Body() { email }: EmailDto): Promise<AccountDto> {
    return this.me.setEmail(account, email ?? undefined);
  }

  @Put('office-phone')
  @ApiOperation({
    operationId: 'setMyOfficePhone',
    summary: '设置本人办公室电话 · Set the phone of my office',
    description:
      '等待本人办理的同事和督办人员可见。 · Seen by colleagues who wait for me, and by those who supervise.',
  })
  @ApiOkResponse({ type: AccountDto, description: '本人 · Me' })
  setOfficePhone(
    @CurrentAccount() account: Account,
    @Body() { officePhone }: OfficePhoneDto,
  ): Promise<AccountDto> {
    return this.me.setOfficePhone(account, officePhone ?? undefined);
  }

  @Get('device-key')
  @ApiOperation({
    operationId: 'getDeviceKey',
    summary: '本机暂存的密钥 · Key for what a device keeps',
    description:
      '浏览器用它加密暂存在本机、还没有送出的内容；不登录拿不到。 · By which a browser seals what it keeps until it is sent; out of reach without signing in.',
  })
  @ApiOkResponse({ type: DeviceKeyDto, description: '密钥 · The key' })
  deviceKey(@CurrentAccount() account: Account): DeviceKeyDto {
    return { key: this.me.deviceKey(account) };
  }

  @Get('preferences')
  @ApiOperation({
    operationId: 'getMyPreferences',
    summary: '本人的常用语和台账条件 · My phrases and saved views',
    description: '只有本人可见。 · Seen by oneself only.',
  })
  @ApiOkResponse({ type: PreferencesDto, description: '设置 · Preferences' })
  preferences(@CurrentAccount() account: Account): Promise<PreferencesDto> {
    return this.me.preferences(account);
  }

  @Put('preferences')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'setMyPreferences',
    summary: '保存常用语和台账条件 · Keep my phrases and saved views',
    description: '整体替换。 · Replaces all of them.',
  })
  @ApiNoContentResponse({ description: '已保存 · Kept' })
  setPreferences(@CurrentAccount() account: Account, @Body() preferences: PreferencesDto): Promise<void> {
    return this.me.setPreferences(account, preferences);
  }
}
