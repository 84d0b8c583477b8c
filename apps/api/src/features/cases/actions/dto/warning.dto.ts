import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CommandAnswerDto } from '../../commands/command-answer.js';

/** What was done all the same, but should be looked at again. */
export class WarningDto {
  @ApiProperty({
    type: String,
    description: '稳定的代码 · Stable code',
    example: 'selectMembers.sameNameAsParty',
  })
  code!: string;
  @ApiProperty({
    type: String,
    description: '给人看的说明 · A sentence for people, by Accept-Language',
    example: '第 3 位群英与当事人同名，请核对是否为同一人或其近亲属；如是，应当回避。',
  })
  detail!: string;
  @ApiProperty({
    type: String,
    description: '请求中的位置，JSON 指针 · Where in the request, a JSON pointer',
    example: '/payload/members/2/personId',
  })
  path!: string;
}

export const ApiWarnings = () =>
  ApiPropertyOptional({
    type: [WarningDto],
    description:
      '提醒：已照办，但请核对；没有则不出现 · What was done but should be checked; missing when there is nothing',
  });

/** What became of a command that may be carried out with a warning. */
export class WarnedAnswerDto extends CommandAnswerDto {
  @ApiWarnings()
  warnings?: WarningDto[];
}
