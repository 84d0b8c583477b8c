import { type Pool, type Reference, type ReferenceScope, unknownReferences } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../database/index.js';
import { Problem } from '../problems/index.js';

/** An id that a request names, and the JSON pointer of its field within the body. */
export interface FieldReference extends Reference {
  path: string;
}

@Injectable()
export class ReferenceCheckService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws Problem 422 `person.unknown`, `department.unknown`, `attachment.unknown` naming every such field */
  async require(references: readonly FieldReference[], scope: ReferenceScope): Promise<void> {
    const unknown = await unknownReferences(this.pool, references, scope);
    const [first] = unknown;
    if (!first) return;
    throw new Problem(`${first.kind}.unknown`, {}, undefined, {
      errors: unknown.map(({ kind, path }) => ({ path, code: `${kind}.unknown` })),
    });
  }
}
