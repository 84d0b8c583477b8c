import { Transform, type TransformFnParams } from 'class-transformer';
import { IsArray, ArrayMinSize } from 'class-validator';
import { FromEnv } from './setting.js';

/** One key of the ring for personal data: 32 bytes for AES-256-GCM. */
export interface EncryptionKey {
  id: string;
  key: Buffer;
}

const KEY_BYTES = 32;
const ENTRY = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/]+={0,2})$/;

/** `id:base64,id:base64` to keys, or undefined when any entry is malformed or an id stands twice. */
export function parseKeyRing(text: string): EncryptionKey[] | undefined {
  const keys: EncryptionKey[] = [];
  for (const entry of text.split(',')) {
    const [, id, encoded] = ENTRY.exec(entry.trim()) ?? [];
    if (!id || !encoded) return undefined;
    const key = Buffer.from(encoded, 'base64');
    if (key.length !== KEY_BYTES || keys.some((other) => other.id === id)) return undefined;
    keys.push({ id, key });
  }
  return keys;
}

/** The keys that personal data is sealed with. Their values never appear in messages or logs. */
export class SecurityConfig {
  /** The first key encrypts; the others only decrypt what they once encrypted. */
  @FromEnv({
    name: 'ENCRYPTION_KEYS',
    purpose: {
      zh: '个人信息的加密密钥，第一把用于加密，其余只用于解密旧数据',
      en: 'keys for personal data: the first encrypts, the others decrypt older data',
    },
    allowed: {
      zh: '应为 编号:密钥,编号:密钥，每把密钥是 32 字节的 base64，编号不重复',
      en: 'must look like id:key,id:key, each key 32 bytes in base64, no id twice',
    },
    fallbackNote: { zh: '`npm start` 首次运行时生成', en: 'made by the first `npm start`' },
    secret: true,
  })
  @Transform(({ value }: TransformFnParams) => (typeof value === 'string' ? parseKeyRing(value) : undefined))
  @IsArray()
  @ArrayMinSize(1)
  encryptionKeys!: EncryptionKey[];
}
