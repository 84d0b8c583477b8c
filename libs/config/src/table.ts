import type { Setting } from './setting.js';

/** The table of settings as `docs/settings.md`; a test compares the file with it. */
export function settingsMarkdown(settings: readonly Setting[]): string {
  return [
    '# 设置 · Settings',
    '',
    '全部设置来自环境变量；空值视为未设置。错误提示只说变量名和允许的取值，从不打印取值。',
    '',
    'All settings come from environment variables; an empty one counts as unset. Errors name the variable and what is allowed, never the value. This file is written by `npm run settings:docs`.',
    '',
    '| 变量 · variable | 用途 · purpose | 取值 · allowed | 默认 · default |',
    '| --- | --- | --- | --- |',
    ...settings.map(row),
    '',
  ].join('\n');
}

function row({ name, purpose, allowed, fallback, fallbackNote, secret }: Setting): string {
  const shownDefault = fallbackNote
    ? `${fallbackNote.zh}<br>${fallbackNote.en}`
    : fallback
      ? `\`${fallback}\``
      : '–';
  const label = secret ? `\`${name}\` 🔒` : `\`${name}\``;
  return `| ${label} | ${purpose.zh}<br>${purpose.en} | ${allowed.zh}<br>${allowed.en} | ${shownDefault} |`;
}
