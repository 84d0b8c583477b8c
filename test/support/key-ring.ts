import { randomBytes } from 'node:crypto';
import { KeyRing } from '#crypto';

export const aKeyRing = (): KeyRing => KeyRing.parse(`test:${randomBytes(32).toString('base64')}`);
