export { ApiIdempotencyKey, IdempotencyKey, idempotencyOf, Repeatable } from './decorators.js';
export { IdempotencyModule } from './idempotency.module.js';
export { IdempotentWrites } from './idempotent-writes.js';
export { commandIdOf, derivedId, hashRequest, type Idempotency } from './request-identity.js';
