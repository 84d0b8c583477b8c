import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { eventually, freePorts } from '#runtime';
import { personId, placeId } from '../../scripts/demo/ids.js';
import type { VillageKey } from '../../scripts/demo/organisation.js';
import { messageWith, type Program, startProgram } from './program.js';
import type { Servers } from './servers.js';

const compiled = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const START_WITHIN_MS = 60_000;

export interface Answer {
  caseId: string;
  version: number;
}

export interface CaseOpened {
  id: string;
  version: number;
}

/** The product as it is started, and people signed in to it who work over HTTP. */
export class Product {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private readonly tokens = new Map<string, string>();

  private constructor(
    private readonly servers: Servers,
    private readonly port: number,
    /** One program, or API and worker. */
    readonly programs: readonly Program[],
  ) {}

  /** @param apart API and worker as processes of their own; else one process, as `npm start` has it */
  static async start(
    servers: Servers,
    { apart = false, flags = [] }: { apart?: boolean; flags?: readonly string[] } = {},
  ): Promise<Product> {
    const [port] = (await freePorts(1)) as [number];
    const env = { ...servers.environment, PORT: String(port) };
    const isReady = () =>
      eventually(
        async () => {
          const response = await fetch(`http://127.0.0.1:${port}/api/health/ready`);
          if (!response.ok) throw new Error(`not ready: ${response.status}`);
        },
        { withinMs: START_WITHIN_MS },
      );
    const programs = apart
      ? await Promise.all(
          ['api', 'worker'].map((name) =>
            startProgram(compiled(`../../apps/${name}/src/main.js`), {
              env,
              flags,
              logFile: servers.logFile(name),
              ready: isReady,
            }),
          ),
        )
      : [
          await startProgram(compiled('../../scripts/start/product.js'), {
            env,
            flags,
            logFile: servers.logFile('product'),
            ready: (child) => messageWith(child, 'ready').then(isReady),
          }),
        ];
    return new Product(servers, port, programs);
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await Promise.all(this.programs.map((program) => program.stop()));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pids(): number[] {
    return this.programs.map(({ pid }) => pid);
  }

  /** A matter is entered by the village's grid worker. */
  async open(village: VillageKey, more: Record<string, unknown> = {}): Promise<CaseOpened> {
    return this.post<CaseOpened>(`${village}-gridworker`, '/cases', {
      villageId: placeId(village),
      matter: '翻修偏房，屋檐伸出约三十厘米，雨水滴到邻家墙根，墙面返潮，两家吵了两次。',
      location: '三组',
      title: '屋檐滴水',
      category: 'dispute',
      ...more,
    });
  }

  /** The clerk acts on a step, as of the version that the answer before named. */
  act(
    village: VillageKey,
    { id, version }: CaseOpened,
    step: string,
    action: string,
    payload: Record<string, unknown>,
    more: Record<string, unknown> = {},
  ): Promise<Answer> {
    return this.post<Answer>(
      `${village}-clerk`,
      `/cases/${id}/steps/${step}/actions`,
      { action, payload, ...more },
      { 'if-match': `"${version}"` },
    );
  }

  /** A case under investigation, where people are heard one after another. */
  async investigated(village: BenchVillage): Promise<CaseOpened> {
    const opened = await this.open(village);
    const { version } = await this.act(village, opened, 'triage', 'complete', {
      category: 'dispute',
      procedure: 'dispute',
      parties: parties(village),
      willingness: 'willing',
      redLines: [],
      pending: 'none',
    });
    return { id: opened.id, version };
  }

  async get<T>(username: string, path: string): Promise<T> {
    return this.send<T>('GET', path, undefined, { authorization: `Bearer ${await this.signIn(username)}` });
  }

  async post<T>(
    username: string,
    path: string,
    body: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const authorization = `Bearer ${await this.signIn(username)}`;
    return this.send<T>('POST', path, body, { authorization, 'idempotency-key': randomUUID(), ...headers });
  }

  private async signIn(username: string): Promise<string> {
    const known = this.tokens.get(username);
    if (known) return known;
    const account = this.servers.accounts.find((one) => one.username === username);
    if (!account) throw new Error(`nobody is called ${username}`);
    const { accessToken } = await this.send<{ accessToken: string }>('POST', '/sessions', {
      username,
      password: account.password,
    });
    this.tokens.set(username, accessToken);
    return accessToken;
  }

  /** By Node's own client and a kept connection: what the client costs must not be taken for the product's. */
  private send<T>(
    method: string,
    path: string,
    body?: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const text = body && JSON.stringify(body);
    return new Promise((done, fail) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.port,
          path: `/api/v1${path}`,
          method,
          agent: this.agent,
          headers: {
            ...headers,
            ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', fail);
          response.on('end', () => {
            const answer = Buffer.concat(parts).toString('utf8');
            const { statusCode = 0 } = response;
            // Accepted but not recorded is no success here: it would be measured as if it were.
            if (statusCode >= 202) fail(new Error(`${method} ${path}: ${statusCode} ${answer}`));
            else done(JSON.parse(answer) as T);
          });
        },
      );
      sent.on('error', fail);
      sent.end(text);
    });
  }
}

/** Villages where every role is filled, each with two people of it. */
const PARTIES = {
  liutang: ['张三', '李四'],
  shiqiao: ['郑九', '蒋二'],
  xinyuan: ['钱十', '许十一'],
} as const satisfies Partial<Record<VillageKey, readonly [string, string]>>;
export type BenchVillage = keyof typeof PARTIES;
const BENCH_VILLAGES = Object.keys(PARTIES) as BenchVillage[];

/** Two people of the village. */
export const parties = (village: BenchVillage): [string, string] => {
  const [one, other] = PARTIES[village];
  return [personId(village, one), personId(village, other)];
};

/** In turns, for the work of a township is spread over its villages. */
export const villageOf = (index: number): BenchVillage => BENCH_VILLAGES[index % BENCH_VILLAGES.length]!;
