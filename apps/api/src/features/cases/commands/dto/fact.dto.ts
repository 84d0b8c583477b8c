import { CHANNELS, type Channel } from '#domain';
import { CodeField, IdField, InstantField, TextField } from '../../../../platform/validation/index.js';

/** By which way a fact came to the one who enters it. */
export class WayDto {
  @CodeField({
    values: CHANNELS,
    description:
      '途径：当面、电话、微信、入户、会议、书面、网上 · Channel: in person, phone, WeChat, home visit, meeting, paper, online',
    optional: true,
    example: 'inPerson',
  })
  channel?: Channel;

  @IdField({
    description: '代谁办理（人员编号） · On whose behalf (id of a person)',
    optional: true,
    example: '019a0000-0000-7000-8000-000000000001',
  })
  onBehalfOf?: string;

  @TextField({
    description:
      '补录原因；发生后超过 5 个工作日才登记的必填 · Why it is entered late; required over five working days after it happened',
    max: 500,
    optional: true,
    example: '当天在外走访，回来后补录。',
  })
  lateReason?: string;
}

/** What every command may say about the fact that it enters. */
export class FactDto extends WayDto {
  @InstantField({
    range: 'byRules',
    description:
      '实际发生的时间；不填为现在，事后补录时填 · When it really happened; now if left out, given when it is entered afterwards',
    optional: true,
  })
  occurredAt?: string;
}
