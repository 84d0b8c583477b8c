import { Global, Module } from '@nestjs/common';
import { IdempotentWritesService } from './idempotent-writes.service.js';

@Global()
@Module({ providers: [IdempotentWritesService], exports: [IdempotentWritesService] })
export class IdempotencyModule {}
