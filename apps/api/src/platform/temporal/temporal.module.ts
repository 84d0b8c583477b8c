import { TemporalConfig } from '#config';
import { KeyRing } from '#crypto';
import { createClient } from '#temporal';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from '@temporalio/client';

/** The Temporal client, by its class {@link Client}. */
@Global()
@Module({
  providers: [{ provide: Client, inject: [TemporalConfig, KeyRing], useFactory: createClient }],
  exports: [Client],
})
export class TemporalModule implements OnApplicationShutdown {
  constructor(private readonly client: Client) {}

  async onApplicationShutdown(): Promise<void> {
    await this.client.connection.close();
  }
}
