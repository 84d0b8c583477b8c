import type { OpenAPIObject } from '@nestjs/swagger';

/** What the ids and keys in paths mean; a route may say it more exactly. */
const MEANINGS: Readonly<Record<string, string>> = {
  id: '编号 · Id',
  caseId: '办件编号 · The case',
  step: '步骤代码 · Key of the step within its procedure',
  objectionId: '异议编号 · The objection',
  attachmentId: '附件编号 · The attachment',
  commandId: '操作编号 · The command',
};

const ID = { schema: { type: 'string', format: 'uuid' }, example: '019a0000-0000-7000-8000-000000000001' };
const KEY = { schema: { type: 'string' }, example: 'investigate' };

interface Parameter {
  in: string;
  name: string;
  description?: string;
  schema?: object;
  example?: unknown;
}

/** Fills in what a route leaves unsaid, so that nothing in the document is without a description. */
export function describePaths(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths))
    for (const operation of [item.get, item.post, item.put, item.patch, item.delete]) {
      if (!operation) continue;
      operation.description ??= operation.summary;
      for (const parameter of (operation.parameters ?? []) as Parameter[]) {
        const meaning = MEANINGS[parameter.name];
        if (parameter.in !== 'path' || parameter.description || !meaning) continue;
        Object.assign(parameter, { description: meaning }, /id$/i.test(parameter.name) ? ID : KEY);
      }
    }
}
