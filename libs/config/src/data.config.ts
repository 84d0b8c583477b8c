import { IsBoolean, IsNotEmpty, IsString } from 'class-validator';
import { FromEnv } from './setting.js';
import { Flag } from './transforms.js';

/** Where the product keeps what isn't in PostgreSQL or Temporal, and whether demo data is loaded. */
export class DataConfig {
  @FromEnv({
    name: 'DATA_DIR',
    purpose: {
      zh: '数据目录：附件、日志，以及内置的 PostgreSQL 与 Temporal',
      en: 'data folder: attachments, logs, and the embedded PostgreSQL and Temporal',
    },
    allowed: { zh: '应为目录路径，不能有空字符', en: 'must be the path of a folder' },
    fallback: 'data',
    fallbackNote: { zh: '`data`（相对于当前目录）', en: '`data` (relative to the current folder)' },
  })
  @IsString()
  @IsNotEmpty()
  dataDir!: string;

  @FromEnv({
    name: 'DEMO',
    purpose: { zh: '启动时是否载入演示数据', en: 'whether `npm start` loads the demo data' },
    allowed: { zh: '应为 true 或 false', en: 'must be true or false' },
    fallback: 'true',
  })
  @Flag()
  @IsBoolean()
  demo!: boolean;

  @FromEnv({
    name: 'DEMO_CASES',
    purpose: {
      zh: '演示数据里是否有一批在办的事项（首次启动后一会儿载入完）',
      en: 'whether the demo data has cases at work (loaded a moment after the first start)',
    },
    allowed: { zh: '应为 true 或 false', en: 'must be true or false' },
    fallback: 'true',
  })
  @Flag()
  @IsBoolean()
  demoCases!: boolean;
}
