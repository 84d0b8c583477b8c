import { PhoneField } from '../../../platform/validation/index.js';

export class OfficePhoneDto {
  @PhoneField({
    description:
      '办公室电话，不填个人手机；等待办理的同事可见；空值为不显示 · Phone of the office, not one’s own; seen by colleagues who wait; null for none',
    nullable: true,
    example: '0730-8000001',
  })
  officePhone!: string | null;
}
