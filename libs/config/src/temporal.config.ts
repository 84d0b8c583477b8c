import { IsBoolean, IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { FromEnv } from './setting.js';
import { Flag } from './transforms.js';

/** The Temporal cluster on which cases run. */
export class TemporalConfig {
  @FromEnv({
    name: 'TEMPORAL_ADDRESS',
    purpose: { zh: 'Temporal 服务的地址', en: 'address of the Temporal server' },
    allowed: { zh: '应为 主机:端口', en: 'must look like host:port' },
    fallback: '127.0.0.1:7233',
    fallbackNote: {
      zh: '`npm start` 自带的 Temporal；单独运行时为 `127.0.0.1:7233`',
      en: 'the Temporal that `npm start` brings along; `127.0.0.1:7233` for `npm run api` and `npm run worker`',
    },
  })
  @Matches(/^[^\s/:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/)
  address!: string;

  @FromEnv({
    name: 'TEMPORAL_NAMESPACE',
    purpose: { zh: 'Temporal 命名空间', en: 'Temporal namespace' },
    allowed: {
      zh: '应为字母、数字、点、横线或下划线，最多 200 个字符',
      en: 'must be letters, digits, dots, hyphens or underscores, 200 at most',
    },
    fallback: 'qunying',
  })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/)
  namespace!: string;

  @FromEnv({
    name: 'TEMPORAL_TASK_QUEUE',
    purpose: { zh: 'Temporal 任务队列', en: 'Temporal task queue' },
    allowed: {
      zh: '应为字母、数字、点、横线或下划线，最多 200 个字符',
      en: 'must be letters, digits, dots, hyphens or underscores, 200 at most',
    },
    fallback: 'qunying',
  })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/)
  taskQueue!: string;

  @FromEnv({
    name: 'TEMPORAL_WORKER_VERSIONING',
    purpose: {
      zh: '工作进程的版本：auto 启动时自行成为当前版本（已有更新规则的版本在用时不会）；manual 由运维用 `temporal worker deployment set-current-version` 指定；off 不用版本',
      en: 'versions of the worker: auto makes its own the current one at start, unless one with newer rules is; manual leaves that to `temporal worker deployment set-current-version`; off goes without',
    },
    allowed: { zh: '应为 auto、manual 或 off', en: 'must be auto, manual or off' },
    fallback: 'auto',
  })
  @IsIn(['auto', 'manual', 'off'])
  workerVersioning!: 'auto' | 'manual' | 'off';

  @FromEnv({
    name: 'TEMPORAL_TLS',
    purpose: { zh: '是否以 TLS 连接 Temporal', en: 'whether to use TLS towards Temporal' },
    allowed: { zh: '应为 true 或 false', en: 'must be true or false' },
    fallback: 'false',
  })
  @Flag()
  @IsBoolean()
  tls!: boolean;

  @FromEnv({
    name: 'TEMPORAL_API_KEY',
    purpose: { zh: 'Temporal Cloud 的 API 密钥', en: 'API key of Temporal Cloud' },
    allowed: { zh: '应为一行可见字符', en: 'must be one line of visible characters' },
    secret: true,
  })
  @IsOptional()
  @IsString()
  @Matches(/^[\x21-\x7e]+$/)
  apiKey?: string;
}
