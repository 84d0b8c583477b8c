import { ApiProperty } from '@nestjs/swagger';

export class DeviceKeyDto {
  @ApiProperty({
    type: String,
    format: 'byte',
    description: 'AES-256 密钥，base64 · AES-256 key, base64',
    example: '3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8=',
  })
  key!: string;
}
