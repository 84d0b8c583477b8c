import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** Checks passwords against Argon2id hashes; for no account at all it takes as long as for a wrong password. */
@Injectable()
export class PasswordsService {
  private readonly nobodys = hash(randomBytes(16).toString('hex'));

  async matches(password: string, encoded: string | undefined): Promise<boolean> {
    const matches = await verify(encoded ?? (await this.nobodys), password);
    return matches && encoded !== undefined;
  }
}
