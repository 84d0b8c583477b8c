import { Matches } from 'class-validator';
import { FromEnv } from './setting.js';

/** Of the API alone: the worker signs nobody in, and needs no secret that could. */
export class SessionConfig {
  @FromEnv({
    name: 'SESSION_SECRET',
    purpose: { zh: '登录令牌的签名密钥', en: 'secret that signs access tokens' },
    allowed: { zh: '应为至少 32 个可见字符', en: 'must be at least 32 visible characters' },
    fallbackNote: { zh: '`npm start` 首次运行时生成', en: 'made by the first `npm start`' },
    secret: true,
  })
  @Matches(/^[\x21-\x7e]{32,}$/)
  secret!: string;
}
