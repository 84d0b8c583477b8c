import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from '#runtime';

/** Whose morning is the one to begin with; it is marked. */
const BEGIN_WITH = 'liutang-clerk';

interface DemoAccount {
  username: string;
  password: string;
  role: string;
  name: string;
  place: string;
}

export interface BannerFacts {
  url: string;
  temporalUi: string | undefined;
  logs: string;
  demo: boolean;
}

/** What the person sees when everything runs. */
export function banner({ url, temporalUi, logs, demo }: BannerFacts): string {
  const facts: string[][] = [
    ['群英议事 · Qunying', url],
    ['接口文档 · API docs', `${url}/api/docs`],
    ...(temporalUi ? [['Temporal', temporalUi]] : []),
    ['日志 · logs', logs],
    ['停止 · stop', 'Ctrl-C'],
  ];
  const accounts = demo ? readAccounts() : [];
  const parts = ['', ...alignColumns(facts)];
  if (accounts.length > 0) {
    const header = ['账号 · account', '密码 · password', '姓名 · name', '角色 · role', '地点 · place'];
    const rows = accounts.map(({ username, password, name, role, place }) => [
      username === BEGIN_WITH ? `${username} ←` : username,
      password,
      name,
      role,
      place,
    ]);
    parts.push(
      '',
      '演示账号，先用带 ← 的 · demo accounts (demo/accounts.json); begin with ←',
      ...alignColumns([header, ...rows]),
    );
  }
  return parts.join('\n');
}

function readAccounts(): DemoAccount[] {
  const file = join(checkoutDir, 'demo', 'accounts.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]) : [];
}

/** Rows with columns under each other; a Chinese character is two columns wide on a terminal. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join('  ')}`.trimEnd(),
  );
}

function widthOf(text: string): number {
  return [...text].reduce(
    (width, char) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1),
    0,
  );
}
