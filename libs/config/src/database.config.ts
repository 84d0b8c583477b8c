import { IsInt, Matches, Max, Min } from 'class-validator';
import { FromEnv } from './setting.js';
import { WholeNumber } from './transforms.js';

/** The PostgreSQL that holds content, read model, events and accounts. */
export class DatabaseConfig {
  @FromEnv({
    name: 'DATABASE_URL',
    purpose: { zh: 'PostgreSQL（15 或更新）的地址', en: 'address of PostgreSQL 15 or newer' },
    allowed: {
      zh: '应为 postgres://用户:密码@主机:端口/库名',
      en: 'must look like postgres://user:password@host:port/database',
    },
    fallbackNote: { zh: '`npm start` 自带的 PostgreSQL', en: 'the PostgreSQL that `npm start` brings along' },
    secret: true,
  })
  @Matches(/^postgres(ql)?:\/\/\S+\/\S+$/)
  url!: string;

  @FromEnv({
    name: 'DATABASE_POOL_SIZE',
    purpose: { zh: '每个进程的数据库连接数上限', en: 'database connections of one process at most' },
    allowed: { zh: '应为 1 到 500 的整数', en: 'must be a whole number from 1 to 500' },
    fallback: '20',
  })
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(500)
  poolSize!: number;
}
