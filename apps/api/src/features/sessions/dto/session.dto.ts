import { ApiProperty } from '@nestjs/swagger';
import { AccountDto } from '../../me/index.js';

export class SessionDto {
  @ApiProperty({
    type: String,
    description: '访问令牌，放在 Authorization: Bearer 之后 · Access token for `Authorization: Bearer`',
    example: 'eyJhbGciOiJIUzI1NiJ9.e30.XmNK3GpH3Ys_7wsYBfq4C3M6goz71I7dTgUkuIa5lyQ',
  })
  accessToken!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: '到期时间 · When it expires',
    example: '2026-03-02T21:30:00+08:00',
  })
  expiresAt!: string;

  @ApiProperty({ type: AccountDto, description: '登录的账号 · Who has signed in' })
  account!: AccountDto;
}
