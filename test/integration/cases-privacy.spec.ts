import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caseWorkflowId } from '#contracts';
import { EncryptionCodec } from '#crypto';
import { addDays, dateOf } from '#domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now } from '#testing';
import { historyOf, payloadsOf } from '../support/histories.js';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

/** Planted in every text and name that goes in over HTTP. */
const MARK = `某人${randomUUID().replaceAll('-', '')}`;
const WORD = MARK.slice(2);

/** Planted in a title, which lists show in clear as long as the case isn't erased. */
const TITLE = `巷口堵塞${randomUUID().replaceAll('-', '')}`;

/** The mark as it may hide: as it stands, in hexadecimal, and in base64 at each of its three alignments. */
const FORMS = [
  WORD,
  Buffer.from(WORD).toString('hex'),
  ...[0, 1, 2].map((lead) =>
    Buffer.concat([Buffer.alloc(lead), Buffer.from(WORD)])
      .toString('base64')
      .slice(lead === 0 ? 0 : 4, -4),
  ),
];
const finds = (text: string): string[] => FORMS.filter((form) => text.includes(form));

let product: TestProduct;
let walk: CaseWalk;
let quickId: string;
let warnings: object[];
const written: string[] = [];
const outputs = [process.stdout, process.stderr];
const originals = outputs.map(({ write }) => write);

/** All that API and worker say is kept here instead of being shown. */
function listen(): void {
  for (const output of outputs)
    output.write = (chunk: Uint8Array | string): boolean => {
      written.push(Buffer.from(chunk).toString());
      return true;
    };
}

beforeAll(async () => {
  listen();
  product = await TestProduct.start({ logLevel: 'trace' });
  await plant();
});
afterAll(async () => {
  await product?.close();
  outputs.forEach((output, index) => (output.write = originals[index]!));
});

async function plant(): Promise<void> {
  walk = await CaseWalk.to(product, 'publish', MARK);
  const token = await product.as('clerk');
  const at = (path: string, body: object) => product.must(`/cases/${walk.id}/${path}`, { token, body });
  await at('comments', { text: MARK, lateReason: MARK, onBehalfOf: walk.farmer });
  await at('steps/publish/assignments', { assigneeId: null, reason: MARK }).catch(() => undefined);
  await walk.must('publish', 'publish', { channels: ['noticeBoard'], text: MARK });
  const { objectionId } = (await at('objections', { text: MARK, by: walk.stranger })).body;
  await at(`objections/${objectionId}/answers`, { answer: MARK, upheld: false });
  await at('external-refs', { system: '12345', number: MARK });
  await at('escalations', { reason: MARK });
  await attach(token);
  quickId = await recordDone();
  await refuse(token);
}

async function attach(token: string): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([`%PDF-1.7\n${MARK}`, randomBytes(5_000)]), `${MARK}.pdf`);
  const { status } = await fetch(`${product.api.url}/api/v1/cases/${walk.id}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    body: form,
  });
  if (status !== 201) throw new Error(`attachment: ${status}`);
}

async function recordDone(): Promise<string> {
  const [one, other] = await product.persons(2, MARK);
  // A namesake of a party, who is warned of.
  const member = await product.person(`群众1${MARK}`);
  const body = {
    villageId: product.places.village,
    category: 'dispute',
    matter: MARK,
    location: MARK,
    title: TITLE,
    externalRefs: [{ system: '12345', number: MARK, dueOn: addDays(dateOf(now()), 30) }],
    parties: [one, other],
    members: [{ personId: member, nomination: 'adHoc' }],
    place: MARK,
    minutes: MARK,
    terms: MARK,
    form: 'oralAgreementRecord',
    occurredAt: new Date(now() - 3_600_000).toISOString(),
    lateReason: MARK,
    milestones: [{ title: MARK, dueOn: addDays(dateOf(now()), 30) }],
  };
  const done = await product.must('/cases/record-done', { token: await product.as('gridWorker'), body });
  warnings = done.body.warnings;
  return done.body.id as string;
}

/** What is refused is logged too. */
async function refuse(token: string): Promise<void> {
  const bad = [
    product.call(`/cases/${walk.id}/comments`, { token, body: { text: MARK, [MARK]: 1 } }),
    product.call(`/cases/${walk.id}/comments`, { token, body: `{"text":"${MARK}` }),
    product.call(`/cases/${walk.id}/steps/${WORD}/actions`, {
      token,
      body: { action: MARK, payload: { a: MARK } },
    }),
    walk.act('publish', 'publish', { channels: ['noticeBoard'], text: MARK }),
    product.call(`/cases?q=${WORD}`, { token }),
    product.call(`/persons?name=${encodeURIComponent(MARK)}`, { token }),
    product.call(`/cases?sort=${WORD}`, { token }),
    product.call(`/${WORD}`, { token }),
    product.call('/sessions', { body: { username: WORD, password: WORD } }),
  ];
  await Promise.all(bad);
}

describe('what was planted in texts and names', () => {
  it('can be read by those who may', async () => {
    const { body } = await product.view(walk.id);
    expect(body.matter).toContain(MARK);
    expect(body.parties[0].name).toContain(MARK);
    const { body: timeline } = await product.must(`/cases/${walk.id}/timeline?limit=200`, {
      token: await product.as('clerk'),
    });
    // Every text of the way is there: nothing was left out of the search below.
    expect(JSON.stringify(timeline).split(MARK).length).toBeGreaterThan(25);
  });

  it('stands in no history, decoded or not', async () => {
    for (const caseId of [walk.id, quickId]) {
      const history = await historyOf(product.client.workflow.getHandle(caseWorkflowId(caseId)));
      const payloads = payloadsOf(history);
      const decoded = await new EncryptionCodec(product.ring).decode(payloads, {
        type: 'workflow',
        namespace: product.client.options.namespace,
        workflowId: caseWorkflowId(caseId),
      });
      const clear = decoded.map(({ data }) => Buffer.from(data ?? []).toString()).join('\n');
      expect(clear).toContain(caseId);
      expect(finds(clear)).toEqual([]);
      expect(clear).not.toContain(TITLE);
      expect(finds(JSON.stringify(history))).toEqual([]);
      const stored = payloads.map(({ data }) => Buffer.from(data ?? []).toString('latin1')).join('\n');
      expect(stored).not.toContain(caseId);
    }
  });

  it('stands in no table in clear', async () => {
    const tables = await product.database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const rows = await product.database.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" t`,
      );
      const text = rows.map(({ row }) => row).join('\n');
      expect([name, ...finds(text)]).toEqual([name]);
      expect([name, text.includes(TITLE)]).toEqual([name, name === 'case_row']);
    }
  });

  it('stands in no file in clear', async () => {
    const folder = join(product.config.data.dataDir, 'files');
    const files = await readdir(folder);
    expect(files).toHaveLength(1);
    for (const file of files) {
      expect(finds(file)).toEqual([]);
      expect(finds((await readFile(join(folder, file))).toString('latin1'))).toEqual([]);
    }
  });

  it('stands in no line of the log, not even at its most talkative', () => {
    const log = written.join('');
    expect(log).toContain('/cases/:id/comments');
    expect(log).toMatch(/"account":"[0-9a-f-]{36}"/);
    expect(finds(log)).toEqual([]);
    expect(log).not.toContain(TITLE);
  });

  it('stands in no warning of a namesake', () => {
    expect(warnings).toHaveLength(1);
    expect(finds(JSON.stringify(warnings))).toEqual([]);
  });

  it('stands in no name of a workflow nor in what is searched by', async () => {
    const seen: string[] = [];
    for await (const { workflowId, memo, searchAttributes } of product.client.workflow.list())
      seen.push(JSON.stringify({ workflowId, memo, searchAttributes }));
    expect(finds(seen.join('\n'))).toEqual([]);
  });
});
