import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMessageKey, translate } from '#i18n';
import { checkProcedures, InvalidProcedures, loadProcedures } from './index.js';

const SHIPPED = fileURLToPath(new URL('../../../procedures', import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'procedures-'));
});
afterAll(() => rm(folder, { recursive: true }));

const copyOf = async (name: string): Promise<string> => {
  const copy = join(folder, name);
  await cp(SHIPPED, copy, { recursive: true });
  return copy;
};
const edit = async (file: string, from: string, to: string): Promise<void> => {
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} doesn't say ${from}`);
  await writeFile(file, text.replace(from, to));
};
const checked = async (files: string[], inFolder = SHIPPED) => {
  const lines: string[] = [];
  const errors = await checkProcedures(files, { folder: inFolder, print: (line) => lines.push(line) });
  return { errors, text: lines.join('\n') };
};

describe('procedures:check', () => {
  it('finds nothing in what is shipped and tells the three times in both languages', async () => {
    const { errors, text } = await checked([]);
    expect(errors).toBe(0);
    expect(text).toContain(
      '28 个工作日 + 90 个自然日（约 130 天） · 28 working days + 90 calendar days (some 130 days)',
    );
    expect(text.match(/最长.*longest/g)).toHaveLength(5);
    expect(text).toContain('5 个文件，0 个错误');
  });

  it('names file, line and column of what is wrong, in Chinese and English', async () => {
    const copy = await copyOf('broken');
    const file = join(copy, 'dispute.yaml');
    await edit(file, 'notAgreed: explainWays', 'notAgreed: explain');
    const { errors, text } = await checked([file]);
    expect(errors).toBe(1);
    const line = (await readFile(file, 'utf8'))
      .split('\n')
      .findIndex((each) => each.includes('notAgreed: explain'));
    expect(text).toContain(`${file}:${line + 1}:7  错误 · error  step.unknown`);
    expect(text).toContain('流程中没有“explain”这一步。');
    expect(text).toContain('The procedure has no step “explain”.');
  });

  it('says of a law which one', async () => {
    const copy = await copyOf('unlawful');
    await edit(join(copy, 'dispute.yaml'), 'seal: true', 'seal: false');
    const { errors, text } = await checked([], copy);
    expect(errors).toBe(1);
    expect(text).toContain('（《人民调解法》第29条）');
    expect(text).toContain('(People’s Mediation Law, art. 29)');
  });

  it('checks the set when all of it is checked', async () => {
    const copy = await copyOf('incomplete');
    await rm(join(copy, 'intake.yaml'));
    await rm(join(copy, 'on-the-spot.yaml'));
    await rm(join(copy, 'social-progress.yaml'));
    await cp(join(copy, 'dispute.yaml'), join(copy, 'dispute-2.yaml'));
    const { errors, text } = await checked([], copy);
    expect(errors).toBe(3);
    expect(text).toMatch(/dispute\.yaml:1:1.*set\.twice[^]*set\.intakeMissing[^]*set\.categoryUnserved/);
  });

  it('says so when a file can’t be read', async () => {
    const { errors, text } = await checked([join(folder, 'none.yaml')]);
    expect(errors).toBe(1);
    expect(text).toContain('无法读取文件');
  });
});

describe('loadProcedures', () => {
  it('gives source and digest with each procedure', async () => {
    const loaded = await loadProcedures(SHIPPED);
    const dispute = loaded.find(({ procedure }) => procedure.key === 'dispute');
    expect(dispute).toMatchObject({ file: 'dispute.yaml', digest: expect.stringMatching(/^[\w-]{43}$/) });
    expect(dispute?.source).toBe(await readFile(join(SHIPPED, 'dispute.yaml'), 'utf8'));
  });

  it('refuses a folder with one bad file, and names what is bad', async () => {
    const copy = await copyOf('refused');
    await edit(join(copy, 'intake.yaml'), 'term: 1wd', 'term: 0wd');
    await expect(loadProcedures(copy)).rejects.toThrow(InvalidProcedures);
    await expect(loadProcedures(copy)).rejects.toThrow(/intake\.yaml:\d+:5 term\.notPositive/);
  });
});

describe('sentences', () => {
  /** Every code that the verifier and the loader can give, read from the sources. */
  const codes = async (): Promise<string[]> => {
    const found = new Set<string>();
    for (const dir of ['../../domain/src/procedure/', './'])
      for (const name of await readdir(new URL(dir, import.meta.url))) {
        if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
        const text = await readFile(new URL(dir + name, import.meta.url), 'utf8');
        for (const [, code] of text.matchAll(
          /(?:problem|warning|whole|inFile)\(\s*(?:file, )?(?:'\.', )?'([a-z]\w*\.\w+)'/g,
        ))
          found.add(code!);
        for (const [, code] of text.matchAll(/code: '([a-z]\w*\.\w+)'/g)) found.add(code!);
        for (const [, rule] of text.matchAll(/undercut\('(\w+)'/g)) found.add(`law.${rule}`);
      }
    return [...found];
  };

  it('stand in both languages for every finding', async () => {
    const all = await codes();
    expect(all).toEqual(
      expect.arrayContaining(['flow.stuck', 'law.frame', 'set.twice', 'yaml.syntax', 'field.oneOf']),
    );
    expect(all.length).toBeGreaterThan(55);
    expect(all.filter((code) => !isMessageKey(`procedure.${code}`))).toEqual([]);
    for (const code of all) {
      expect(translate(`procedure.${code}`, 'zh-CN')).toMatch(/\p{Script=Han}/u);
      expect(translate(`procedure.${code}`, 'en')).toMatch(/^[A-Z“]/);
    }
  });
});

describe('procedure.schema.json', () => {
  it('is what editors find from every file', async () => {
    for (const { source } of await loadProcedures(SHIPPED))
      expect(source.split('\n')[0]).toBe('# yaml-language-server: $schema=./procedure.schema.json');
  });

  it('describes every field in Chinese and English', async () => {
    const schema: unknown = JSON.parse(await readFile(join(SHIPPED, 'procedure.schema.json'), 'utf8'));
    type Described = { $ref?: string; description?: string };
    const { $defs } = schema as { $defs: Record<string, { description?: string }> };
    const undescribed: string[] = [];
    const visit = (node: unknown, name: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties = {} } = node as { properties?: Record<string, Described> };
      for (const [field, value] of Object.entries(properties)) {
        const reference = (value.$ref ?? '').replace('#/$defs/', '');
        const description = value.description ?? $defs[reference]?.description ?? '';
        if (!/\p{Script=Han}.* · \S/u.test(description)) undescribed.push(`${name}.${field}`);
      }
      for (const [key, value] of Object.entries(node)) visit(value, `${name}.${key}`);
    };
    visit(schema, '');
    expect(undescribed).toEqual([]);
  });
});
