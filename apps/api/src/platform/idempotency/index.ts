export { ApiIdempotencyKey, IdempotencyKey, idempotencyOf, Repeatable } from './decorators.js';
export { IdempotencyModule } from './idempotency.module.js';
export { IdempotentWritesService } from './idempotent-writes.service.js';
export { commandIdOf, derivedId, hashRequest, type Idempotency } from './request-identity.js';
