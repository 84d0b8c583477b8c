import { IsIn } from 'class-validator';
import { FromEnv } from './setting.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How much the product tells in its log. */
export class LogConfig {
  @FromEnv({
    name: 'LOG_LEVEL',
    purpose: { zh: '日志的详细程度', en: 'how much is logged' },
    allowed: { zh: `应为 ${LOG_LEVELS.join('、')} 之一`, en: `must be one of ${LOG_LEVELS.join(', ')}` },
    fallback: 'info',
  })
  @IsIn(LOG_LEVELS)
  level!: LogLevel;
}
