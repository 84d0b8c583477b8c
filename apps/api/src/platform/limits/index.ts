export { AccountThrottlerGuard } from './account-throttler.guard.js';
export { limitsModule, SIGN_INS } from './limits.module.js';
export { TimeLimit, TimeLimitInterceptor } from './time-limit.interceptor.js';
