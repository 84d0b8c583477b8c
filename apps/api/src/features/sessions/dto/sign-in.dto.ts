import { TextField } from '../../../platform/validation/index.js';

export class SignInDto {
  @TextField({
    description: '用户名，不分大小写 · User name, in any case',
    max: 100,
    example: 'liutang-clerk',
  })
  username!: string;

  @TextField({ description: '密码 · Password', max: 200, example: 'correct horse battery staple' })
  password!: string;
}
