import { DecryptionError, KeyRing } from '#crypto';
import { PersonDirectory, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Scope } from '../../../platform/auth/index.js';
import { Problem } from '../../../platform/problems/index.js';

/** So many people of a name are looked for, the likest first. */
const NAMESAKES = 100;
const SEALED_FOR = 'register/search';
const LATIN = /^[a-z\s]+$/i;

/** What somebody looks for may be a name, so that it goes sealed wherever it would stand in an address. */
@Injectable()
export class SearchTextService {
  constructor(
    private readonly ring: KeyRing,
    private readonly people: PersonDirectory,
    private readonly places: PlaceDirectory,
  ) {}

  seal(text: string): string {
    return this.ring.sealText(text.trim(), SEALED_FOR).toString('base64url');
  }

  /** @throws Problem 400 of what was not sealed here */
  open(sealed: string): string {
    try {
      return this.ring.openText(Buffer.from(sealed, 'base64url'), SEALED_FOR);
    } catch (error) {
      if (!(error instanceof DecryptionError)) throw error;
      throw new Problem('request.invalid', {}, undefined, {
        errors: [{ in: 'query', path: '/find', code: 'list.textUnreadable' }],
      });
    }
  }

  /**
   * Whose name it may be. Parties live anywhere in the township, so that is looked through first; where too many live
   * there, one's own places.
   */
  async persons(scope: Scope, text: string): Promise<string[]> {
    // One letter is nobody's name, and a number none at all.
    if (!/\p{L}/u.test(text) || (LATIN.test(text) && text.trim().length < 2)) return [];
    const own = scope.scopes().map(({ id }) => id);
    const paths = await Promise.all(own.map((id) => this.places.path(id)));
    const townships = paths.map(
      (path) => (path.find(({ level }) => level === 'township') ?? path.at(-1))!.id,
    );
    const circles = [townships, ...(townships.join() === own.join() ? [] : [own])];
    return this.people.named(
      await Promise.all(circles.map((ids) => this.places.around(ids, 'aboveAndBelow'))),
      text,
      NAMESAKES,
    );
  }
}
