import { Global, Module } from '@nestjs/common';
import { IdempotentWrites } from './idempotent-writes.js';

@Global()
@Module({ providers: [IdempotentWrites], exports: [IdempotentWrites] })
export class IdempotencyModule {}
