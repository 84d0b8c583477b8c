import { TextField } from '../../../platform/validation/index.js';

/** NIST SP 800-63B: length is what counts; nothing is asked of what it is made of. */
const LEAST = 10;

export class PasswordDto {
  @TextField({ description: '原密码 · The present password', max: 200, example: 'correct horse battery' })
  current!: string;

  @TextField({
    description: `新密码，至少 ${LEAST} 个字符 · The new one, of ${LEAST} characters at least`,
    min: LEAST,
    max: 200,
    example: 'staple battery horse',
  })
  next!: string;
}
