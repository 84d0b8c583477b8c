import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CATEGORIES, INTAKE, type Procedure } from '#domain';
import { parseProcedure, type LocatedProblem, type ParseOptions } from './parse.js';

export interface LoadedProcedure {
  /** The file's name in its folder. */
  file: string;
  procedure: Procedure;
  /** The text as it stands in the file. */
  source: string;
  digest: string;
}

export interface FileProblem extends LocatedProblem {
  file: string;
}

export class InvalidProcedures extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    const lines = problems.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
    super(`procedures can't be used:\n${lines.join('\n')}`);
    this.name = 'InvalidProcedures';
  }
}

export const procedureFiles = async (dir: string): Promise<string[]> =>
  (await readdir(dir)).filter((file) => /\.ya?ml$/.test(file)).sort();

const inFile = (file: string, code: string, params?: LocatedProblem['params']): FileProblem => ({
  file,
  code,
  severity: 'error',
  path: '',
  line: 1,
  column: 1,
  ...(params && { params }),
});

/** What only a whole set can get wrong: two versions of one key, no intake, a category that nothing serves. */
export const setProblems = (set: readonly Pick<LoadedProcedure, 'file' | 'procedure'>[]): FileProblem[] => {
  const keys = set.map(({ procedure }) => procedure.key);
  const served = new Set(set.flatMap(({ procedure }) => procedure.categories));
  return [
    ...set.flatMap(({ file, procedure: { key } }, i) =>
      keys.indexOf(key) === i ? [] : [inFile(file, 'set.twice', { key })],
    ),
    ...(keys.includes(INTAKE) ? [] : [inFile('.', 'set.intakeMissing')]),
    ...CATEGORIES.filter((category) => !served.has(category)).map((category) =>
      inFile('.', 'set.categoryUnserved', { category }),
    ),
  ];
};

/**
 * Every procedure of a folder, verified.
 *
 * @throws InvalidProcedures when one of them, or the set, has an error.
 */
export const loadProcedures = async (dir: string, options: ParseOptions = {}): Promise<LoadedProcedure[]> => {
  const loaded: LoadedProcedure[] = [];
  const problems: FileProblem[] = [];
  for (const file of await procedureFiles(dir)) {
    const source = await readFile(join(dir, file), 'utf8');
    const parsed = parseProcedure(source, options);
    if ('problems' in parsed) problems.push(...parsed.problems.map((problem) => ({ ...problem, file })));
    else loaded.push({ file, procedure: parsed.procedure, source, digest: parsed.digest });
  }
  if (problems.length === 0) problems.push(...setProblems(loaded));
  if (problems.length > 0) throw new InvalidProcedures(problems);
  return loaded;
};
