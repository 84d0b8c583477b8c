import { ThrottlerModule } from '@nestjs/throttler';

const MINUTE = 60_000;

/** Requests a minute of one account (or address); generous, for a whole office may work through one. */
const REQUESTS = 6_000;

/** Sign-ins a minute from one address; a user name has a lock-out of its own. */
export const SIGN_INS = { default: { ttl: MINUTE, limit: 300 } };

export const limitsModule = ThrottlerModule.forRoot({
  throttlers: [{ name: 'default', ttl: MINUTE, limit: REQUESTS }],
});
