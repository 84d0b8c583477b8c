import { TemporalConfig } from '#config';
import { KeyRing } from '#crypto';
import { createClient } from '#temporal';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { Clock } from '../settings/index.js';

/** The Temporal client, by its class {@link Client}. */
@Global()
@Module({
  providers: [
    {
      provide: Client,
      inject: [TemporalConfig, KeyRing, Clock],
      useFactory: (config: TemporalConfig, ring: KeyRing, { interceptor }: Clock) =>
        createClient(config, ring, interceptor),
    },
  ],
  exports: [Client],
})
export class TemporalModule implements OnApplicationShutdown {
  constructor(private readonly client: Client) {}

  async onApplicationShutdown(): Promise<void> {
    await this.client.connection.close();
  }
}
