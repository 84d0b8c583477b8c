import { KeyRing } from '#crypto';
import type { ContentRef, ExternalRef } from '#domain';
import { Injectable } from '@nestjs/common';

/** A number of another system as a form says it. */
export interface GivenExternalRef {
  system: string;
  number: string;
  dueOn?: string;
}

/**
 * Numbers of other systems on their way into commands. Such a number leads to whoever called there: it is a text like
 * all others. The rules know it again by a fingerprint that takes the key to make, and that no other case shares.
 */
@Injectable()
export class ExternalRefsService {
  constructor(private readonly ring: KeyRing) {}

  /** What goes into the content store. */
  textOf({ number }: GivenExternalRef): string {
    return plain(number);
  }

  /** @param number the reference to that text */
  refOf(caseId: string, given: GivenExternalRef, number: ContentRef): ExternalRef {
    const system = plain(given.system);
    const known = JSON.stringify([caseId, system, plain(given.number)]);
    return {
      system,
      number,
      index: this.ring.blindIndex('case.externalRef', known),
      ...(given.dueOn && { dueOn: given.dueOn }),
    };
  }
}

/** As it is meant: without what nobody sees, and half-width, for numbers are pasted from anywhere. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim();
