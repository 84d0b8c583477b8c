import { EmailField } from '../../../platform/validation/index.js';

export class EmailDto {
  @EmailField({
    description: '接收提醒和每日汇总的邮箱；空值为不再接收 · Where notices go by e-mail; null for nowhere',
    nullable: true,
  })
  email!: string | null;
}
