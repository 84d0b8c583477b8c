import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { durations } from '#domain';
import { translate } from '#i18n';
import { describeProblem, describeSpan } from './describe.js';
import { PRODUCT_KINDS } from './kind-registry.js';
import { procedureFiles, setProblems, type FileProblem, type LoadedProcedure } from './load.js';
import { parseProcedure } from './parse.js';

type Print = (line: string) => void;
const LANGUAGES = ['zh-CN', 'en'] as const;
type Good = Pick<LoadedProcedure, 'file' | 'procedure'>;
interface Checked {
  file: string;
  good?: Good;
  problems: FileProblem[];
}

const both = (key: string, params?: Record<string, unknown>): string =>
  LANGUAGES.map((language) => translate(`procedure.check.${key}`, language, params)).join(' · ');

const check = async (file: string): Promise<Checked> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const params = { reason: (error as Error).message };
    const problem = {
      code: 'check.unreadable',
      severity: 'error',
      path: '',
      line: 1,
      column: 1,
      params,
    } as const;
    return { file, problems: [{ ...problem, file }] };
  }
  const parsed = parseProcedure(text);
  if ('problems' in parsed)
    return { file, problems: parsed.problems.map((problem) => ({ ...problem, file })) };
  const problems = parsed.warnings.map((problem) => ({ ...problem, file }));
  return { file, good: { file, procedure: parsed.procedure }, problems };
};

const printProblem = (problem: FileProblem, print: Print): void => {
  const { file, line, column, severity, code } = problem;
  print(`  ${file}:${line}:${column}  ${both(severity)}  ${code}`);
  for (const language of LANGUAGES) print(`      ${describeProblem(problem, language)}`);
};

const printTimes = ({ procedure }: Good, print: Print): void => {
  const times = durations(procedure, PRODUCT_KINDS.registry);
  for (const name of ['shortest', 'expected', 'longest'] as const) {
    const span = times?.[name];
    print(`  ${both(name)}`);
    const words = span
      ? LANGUAGES.map((language) => describeSpan(span, language)).join(' · ')
      : both('uncounted');
    print(`      ${words}`);
  }
};

const printFile = ({ file, good, problems }: Checked, print: Print): void => {
  const title = good && `  ${good.procedure.name.zh} · ${good.procedure.name.en} (${good.procedure.version})`;
  print(`${file}${title ?? ''}${problems.length === 0 ? `  ✓ ${both('good')}` : ''}`);
  for (const problem of problems) printProblem(problem, print);
  if (good) printTimes(good, print);
  print('');
};

/** Only a whole folder must have an intake and serve every category. */
const checkSet = (folder: string, checked: readonly Checked[]): FileProblem[] => {
  const goods = checked.flatMap(({ good }) => good ?? []);
  if (goods.length < checked.length) return [];
  return setProblems(goods).map((problem) => ({
    ...problem,
    file: problem.file === '.' ? folder : problem.file,
  }));
};

/**
 * Prints for each file what is wrong, by line and column, and its three times; for the whole folder when no files
 * are given.
 *
 * @returns how many errors there are.
 */
export const checkProcedures = async (
  files: readonly string[],
  { folder, print }: { folder: string; print: Print },
): Promise<number> => {
  const paths = files.length > 0 ? files : (await procedureFiles(folder)).map((file) => join(folder, file));
  const checked = await Promise.all(paths.map(check));
  for (const each of checked) printFile(each, print);
  const ofSet = files.length === 0 ? checkSet(folder, checked) : [];
  for (const problem of ofSet) printProblem(problem, print);
  const found = [...checked.flatMap(({ problems }) => problems), ...ofSet];
  const errors = found.filter(({ severity }) => severity === 'error').length;
  print(both('sum', { files: paths.length, errors, warnings: found.length - errors }));
  return errors;
};
