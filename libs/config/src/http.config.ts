import { IsInt, IsIP, IsOptional, IsUrl, Max, Min } from 'class-validator';
import { FromEnv } from './setting.js';
import { WholeNumber } from './transforms.js';

/** Where the product listens and under which address people reach it. */
export class HttpConfig {
  @FromEnv({
    name: 'PORT',
    purpose: { zh: '产品监听的端口', en: 'port the product listens on' },
    allowed: { zh: '应为 1 到 65535 的整数', en: 'must be a whole number from 1 to 65535' },
    fallback: '3000',
  })
  @WholeNumber()
  @IsInt()
  @Min(1)
  @Max(65_535)
  port!: number;

  @FromEnv({
    name: 'HOST',
    purpose: { zh: '产品监听的网络地址', en: 'network address the product listens on' },
    allowed: {
      zh: '应为 IP 地址，例如 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）',
      en: 'must be an IP address such as 127.0.0.1 (this machine only) or 0.0.0.0 (every interface)',
    },
    fallback: '127.0.0.1',
  })
  @IsIP()
  host!: string;

  @FromEnv({
    name: 'PUBLIC_URL',
    purpose: {
      zh: '群众和工作人员访问的地址（含反向代理）',
      en: 'address under which people reach the product',
    },
    allowed: {
      zh: '应为 http:// 或 https:// 开头的网址',
      en: 'must be a URL that begins with http:// or https://',
    },
    fallbackNote: { zh: '由 HOST 与 PORT 得出', en: 'made of HOST and PORT' },
  })
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  publicUrl?: string;

  /** The address to show to people and to put into links, without a slash at its end. */
  get url(): string {
    if (this.publicUrl) return this.publicUrl.replace(/\/+$/, '');
    const anywhere = this.host === '0.0.0.0' || this.host === '::';
    const host = anywhere ? 'localhost' : this.host.includes(':') ? `[${this.host}]` : this.host;
    return `http://${host}:${this.port}`;
  }
}
