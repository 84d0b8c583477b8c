import { HelpfulError } from '#runtime';

/** What the launcher says: Chinese first, English beside. */
function both(zh: string, en: string): string {
  return `${zh} · ${en}`;
}

/** A service as people call it. */
export interface ServiceTitle {
  zh: string;
  en: string;
}

export const titles = {
  postgres: { zh: 'PostgreSQL', en: 'PostgreSQL' },
  temporal: { zh: 'Temporal', en: 'Temporal' },
  product: { zh: '产品', en: 'the product' },
} satisfies Record<string, ServiceTitle>;

export const steps = {
  temporalBinary: both('准备 Temporal', 'getting Temporal ready'),
  initPostgres: both('建立数据库目录', 'making the database folder'),
  startPostgres: both('启动 PostgreSQL', 'starting PostgreSQL'),
  startTemporal: both('启动 Temporal', 'starting Temporal'),
  database: both('检查数据库', 'checking the database'),
  namespace: both('检查 Temporal 命名空间', 'checking the Temporal namespace'),
  prepare: both('升级数据库结构，载入演示数据', 'migrating the database, loading demo data'),
  startProduct: both('启动产品', 'starting the product'),
};

export const notes = {
  stopping: both('\n正在停止，再按一次 Ctrl-C 立即结束', 'stopping; Ctrl-C again hurries'),
  townshipLoaded: both('✓ 演示乡镇的事项已就绪', 'the demo township has its cases'),
  townshipIncomplete: (logFile: string) =>
    both(
      `! 演示乡镇的事项没有全部载入，原因在 ${logFile}`,
      `not all cases of the demo township could be loaded; ${logFile} says why`,
    ),
  stopped: both('已停止', 'stopped'),
  hurrying: both('立即结束', 'ending at once'),
  ended: ({ zh, en }: ServiceTitle, how: string) =>
    both(`! ${zh} 意外退出（${how}），自动重启`, `${en} ended unexpectedly (${how}), restarting it`),
  back: ({ zh, en }: ServiceTitle) => both(`✓ ${zh} 已恢复`, `${en} is back`),
  notBack: ({ zh, en }: ServiceTitle, reason: string, seconds: number) =>
    both(`! ${zh} 没有起来，${seconds} 秒后再试`, `${en} did not start, trying again in ${seconds} s`) +
    `\n  ${reason}`,
};

/** Of `npm run dev`. */
export const dev = {
  ready: (url: string, seconds: number) => both('✓ 就绪', `ready (${seconds.toFixed(1)} s)  ${url}\n`),
  waiting: both('改好保存后再启动', 'it starts again at the next save that compiles'),
  ended: (pid: number, how: string) =>
    both(
      `! 产品（进程 ${pid}）意外退出（${how}），保存后再启动`,
      'it ended by itself; the next save starts it again',
    ),
};

export const troubles = {
  portInUse: (port: number, host: string) =>
    new HelpfulError(
      `端口 ${port}（${host}）已被别的程序占用：请先停掉它，或换一个端口，例如 PORT=${otherPort(port)} npm start。`,
      `Port ${port} (${host}) is in use by another program: stop it, or choose another port, for instance PORT=${otherPort(port)} npm start.`,
    ),
  portNotAllowed: (port: number) =>
    new HelpfulError(
      `没有权限监听端口 ${port}：请换一个 1024 以上的端口，例如 PORT=3000 npm start。`,
      `Not allowed to listen on port ${port}: choose one above 1023, for instance PORT=3000 npm start.`,
    ),
  notOurAddress: (host: string) =>
    new HelpfulError(
      `HOST=${host} 不是本机的地址：请用 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）。`,
      `HOST=${host} is no address of this machine: use 127.0.0.1 (this machine only) or 0.0.0.0 (every interface).`,
    ),
  alreadyRunning: (url: string, pid: number) =>
    new HelpfulError(
      `这个数据目录的产品已在运行：${url}（进程 ${pid}）。要再开一个，请用另一个 DATA_DIR 和 PORT。`,
      `The product already runs on this data folder: ${url} (process ${pid}). For another one choose another DATA_DIR and PORT.`,
    ),
  unreachable: (setting: string, cause: unknown) => {
    const { code, message } = cause as { code?: string | number; message?: string };
    const reason = code ?? message?.split('\n')[0] ?? '';
    return new HelpfulError(
      `${setting} 指向的服务用不了（${reason}）：请检查地址、口令和网络，或不设 ${setting}，用自带的。`,
      `The server that ${setting} names cannot be used (${reason}): check address, password and network, or leave ${setting} unset to use the one brought along.`,
      { cause },
    );
  },
  productEnded: (how: string, tail: string, logFile: string) =>
    new HelpfulError(
      `产品没有起来（${how}），日志最后几行见下，全部在 ${logFile}。`,
      `The product did not start (${how}); the end of its log is below, all of it in ${logFile}.\n\n${tail}`,
    ),
  prepareFailed: (tail: string, logFile: string) =>
    new HelpfulError(
      `数据库没有准备好，日志最后几行见下，全部在 ${logFile}。`,
      `The database could not be prepared; the end of the log is below, all of it in ${logFile}.\n\n${tail}`,
    ),
  otherFormat: (folder: string) =>
    new HelpfulError(
      `数据目录 ${folder} 是另一个版本建立的，本版本读不了：可用 npm run reset 清空它（数据不可恢复），或换一个 DATA_DIR。`,
      `The data folder ${folder} was made by another version and cannot be read by this one: empty it with npm run reset (its data is gone then), or choose another DATA_DIR.`,
    ),
  cannotWrite: (folder: string, cause: unknown) =>
    new HelpfulError(
      `数据目录 ${folder} 不能写入：请换一个 DATA_DIR 或改它的权限。`,
      `The data folder ${folder} cannot be written: choose another DATA_DIR or change its permissions.`,
      { cause },
    ),
};

function otherPort(port: number): number {
  return port >= 65_500 ? port - 100 : port + 100;
}

export const resetting = {
  running: (url: string, pid: number) =>
    new HelpfulError(
      `产品正在运行（${url}，进程 ${pid}）：请先用 Ctrl-C 停止它，再清空数据。`,
      `The product is running (${url}, process ${pid}): stop it with Ctrl-C before emptying its data.`,
    ),
  question: (folder: string) =>
    `将清空 ${folder} 里的全部数据（数据库、办件、附件、密钥），不可恢复。\nThis empties ${folder}: database, cases, attachments, keys. It cannot be undone.\n输入 yes 确认 / type yes to go on: `,
  notAsked: () =>
    new HelpfulError(
      '这里没有终端可以确认：确实要清空请用 npm run reset -- --yes。',
      'There is no terminal here to ask: to empty the data all the same use npm run reset -- --yes.',
    ),
  notOurs: (folder: string) =>
    new HelpfulError(
      `${folder} 不像是本产品的数据目录（没有 logs 子目录），没有改动：请检查 DATA_DIR。`,
      `${folder} does not look like a data folder of this product (no logs folder in it), nothing was changed: check DATA_DIR.`,
    ),
  kept: both('没有改动', 'nothing was changed'),
  done: both('已清空', 'emptied'),
};
