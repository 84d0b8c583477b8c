import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now } from '#testing';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

const MEGABYTE = 1024 * 1024;
const PDF = Buffer.concat([
  Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'),
  randomBytes(200_000),
]);

let product: TestProduct;
let caseId: string;
let token: string;
beforeAll(async () => {
  product = await TestProduct.start();
  caseId = (await product.open()).body.id;
  token = await product.as('clerk');
});
afterAll(() => product?.close());

interface Given {
  content?: Uint8Array<ArrayBuffer>;
  name?: string;
  fields?: Record<string, string>;
  key?: string;
  as?: string;
  to?: string;
}

async function upload(given: Given = {}) {
  const {
    content = PDF,
    name = '议事单.pdf',
    fields = {},
    key = randomUUID(),
    as = token,
    to = caseId,
  } = given;
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([content]), name);
  const response = await fetch(`${product.api.url}/api/v1/cases/${to}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as}`, 'idempotency-key': key },
    body: form,
  });
  return { status: response.status, body: await response.json() };
}

/** A form as no browser would make it: the name stands in the header as it is. */
async function uploadRaw(disposition: Buffer, content: Buffer) {
  const boundary = 'qunying';
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; `),
    disposition,
    Buffer.from('\r\nContent-Type: image/jpeg\r\n\r\n'),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return send(body, boundary);
}

function send(body: Buffer, boundary: string, { chunked = false } = {}) {
  return new Promise<{ status: number; body: { code: string } }>((resolve, reject) => {
    const outgoing = httpRequest(
      `${product.api.url}/api/v1/cases/${caseId}/attachments`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'idempotency-key': randomUUID(),
          'content-type': `multipart/form-data; boundary=${boundary}`,
          ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode!,
            body: JSON.parse(Buffer.concat(chunks).toString()) as { code: string },
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const download = (id: string, as = token) =>
  fetch(`${product.api.url}/api/v1/attachments/${id}`, { headers: { authorization: `Bearer ${as}` } });

const folder = (): string => join(product.config.data.dataDir, 'files');
const left = async () => ({
  files: await readdir(folder()).catch(() => []),
  rows: await product.database.query('SELECT id FROM attachment ORDER BY id'),
  traces: await product.traces(caseId),
});

it('a file of long ago needs a reason, or nothing is kept of it', async () => {
  const fields = { occurredAt: new Date(now() - 20 * 86_400_000).toISOString() };
  const to = (await product.open(fields)).body.id as string;
  const before = await product.traces(to);
  const bare = await upload({ fields, to });
  expect([bare.status, bare.body.code]).toEqual([422, 'command.lateReasonMissing']);
  expect(await product.traces(to)).toEqual(before);
  expect((await upload({ to, fields: { ...fields, lateReason: '照片在走访的手机里。' } })).status).toBe(201);
});

describe('an attachment', () => {
  it('comes back as it was, as a download, and lies nowhere in clear', async () => {
    const { status, body } = await upload({ fields: { step: 'triage', channel: 'paper' } });
    expect({ status, body }).toMatchObject({ status: 201, body: { caseId, state: 'recorded' } });
    const answer = await download(body.id);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="___.pdf"; filename*=UTF-8''%E8%AE%AE%E4%BA%8B%E5%8D%95.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
    const { items } = (await product.must(`/cases/${caseId}/attachments`, { token })).body;
    expect(items).toMatchObject([
      { id: body.id, name: '议事单.pdf', mediaType: 'application/pdf', size: PDF.length },
    ]);
    for (const file of await readdir(folder())) {
      const bytes = await readFile(join(folder(), file));
      expect(bytes.includes(PDF.subarray(0, 15))).toBe(false);
      expect(bytes.includes(PDF.subarray(1_000, 1_032))).toBe(false);
    }
    expect(JSON.stringify(await product.database.query('SELECT * FROM attachment'))).not.toContain('议事单');
    expect((await product.must(`/cases/${caseId}/audit`, { token })).body.intact).toBe(true);
  });

  it('is one, however often it is sent, and keeps one file', async () => {
    const key = randomUUID();
    const before = (await left()).files.length;
    const answers = await Promise.all([upload({ key }), upload({ key }), upload({ key })]);
    const later = await upload({ key });
    expect(
      new Set([...answers, later].map(({ status, body }) => `${status} ${body.id} ${body.version}`)).size,
    ).toBe(1);
    expect((await left()).files).toHaveLength(before + 1);
    const other = await upload({ key, content: Buffer.concat([PDF, Buffer.from('x')]) });
    expect(other).toMatchObject({ status: 422, body: { code: 'request.idempotencyKeyReused' } });
    expect((await left()).files).toHaveLength(before + 1);
    expect((await download(later.body.id)).status).toBe(200);
  });

  it('can be evidence in its own case only', async () => {
    const walk = await CaseWalk.to(product, 'sign');
    const [own, other] = [(await upload({ to: walk.id })).body.id, (await upload()).body.id];
    const signature = { signerId: walk.members[0], manner: 'signature' };
    const refused = await walk.act('sign', 'sign', { ...signature, evidence: [own, other] }, 'convener');
    expect(refused.body).toMatchObject({
      code: 'attachment.unknown',
      errors: [{ path: '/payload/evidence/1' }],
    });
    await walk.must('sign', 'sign', { ...signature, evidence: [own] }, 'convener');
    const { items } = (await product.must(`/cases/${walk.id}/timeline?limit=200`, { token })).body;
    expect(items.at(-1).data.payload.evidence).toEqual([own]);
    expect(items.find(({ type }: { type: string }) => type === 'attached').data.attachmentId).toBe(own);
  });
});

describe('outside of its places', () => {
  it('nobody learns of it', async () => {
    const { id } = (await upload()).body;
    const elsewhere = await product.as('clerk', product.places.other);
    const before = await left();
    for (const answer of [
      await download(id, elsewhere),
      await download(randomUUID()),
      await upload({ as: elsewhere }),
      await product.call(`/cases/${caseId}/attachments`, { token: elsewhere }),
    ])
      expect(answer.status).toBe(404);
    expect((await download(id, await product.as('townshipOffice', product.places.township))).status).toBe(
      200,
    );
    expect(await left()).toEqual(before);
  });
});

describe('what is refused leaves no file, no row, no trace', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
  const named = (name: string) => Buffer.from(`filename="${name}"`);

  it.each<[string, () => Promise<{ status: number; body: { code: string } }>, number, string]>([
    ['SVG named .jpg', () => upload({ content: svg, name: 'a.jpg' }), 415, 'attachment.typeNotAllowed'],
    [
      'HTML named .pdf',
      () => upload({ content: Buffer.from('<html>'), name: 'a.pdf' }),
      415,
      'attachment.typeNotAllowed',
    ],
    ['PDF named .jpg', () => upload({ name: 'a.jpg' }), 422, 'attachment.extensionUnfit'],
    ['../ in its name', () => uploadRaw(named('../../a.jpg'), JPEG), 422, 'attachment.nameNotAllowed'],
    ['..\\ in its name', () => uploadRaw(named('..\\\\a.jpg'), JPEG), 422, 'attachment.nameNotAllowed'],
    ['bidi in its name', () => uploadRaw(named('a\u202egpj.jpg'), JPEG), 422, 'attachment.nameNotAllowed'],
    [
      'broken UTF-8 in its name',
      () => uploadRaw(Buffer.from('filename="a\xed\xa0\x80.jpg/"', 'latin1'), JPEG),
      422,
      'attachment.nameNotAllowed',
    ],
    ['an unknown step', () => upload({ fields: { step: 'nowhere' } }), 422, 'step.unknown'],
    ['an unknown field', () => upload({ fields: { mood: 'good' } }), 400, 'request.invalid'],
    [
      'too many fields',
      () => upload({ fields: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, '1'])) }),
      400,
      'request.malformed',
    ],
    [
      'no file',
      () =>
        send(
          Buffer.from('--x\r\nContent-Disposition: form-data; name="step"\r\n\r\ntriage\r\n--x--\r\n'),
          'x',
        ),
      400,
      'request.invalid',
    ],
    [
      'a form that breaks off',
      () =>
        send(
          Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nabc'),
          'x',
        ),
      400,
      'request.malformed',
    ],
    [
      'an empty file',
      () => upload({ content: new Uint8Array(0), name: 'a.jpg' }),
      415,
      'attachment.typeNotAllowed',
    ],
  ])('%s', async (_name, request, status, code) => {
    const before = await left();
    const answer = await request();
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(await left()).toEqual(before);
  });

  it('NUL in its name', async () => {
    const before = await left();
    const answer = await uploadRaw(named('a\0.jpg'), JPEG);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await left()).toEqual(before);
  });

  it.each([
    ['told beforehand', false],
    ['not told', true],
  ])('100 MB, its length %s: refused without being held in memory', async (_name, chunked) => {
    const before = await left();
    const boundary = 'qunying';
    const head = Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`,
    );
    const body = Buffer.concat([
      head,
      PDF,
      Buffer.alloc(100 * MEGABYTE),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const held = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers - held)), 5);
    const answer = await send(body, boundary, { chunked });
    clearInterval(watch);
    expect(answer).toMatchObject({ status: 413, body: { code: 'attachment.tooLarge' } });
    expect(most).toBeLessThan(60 * MEGABYTE);
    expect(await left()).toEqual(before);
  });

  it('to a closed case', async () => {
    const reporterId = await product.person();
    const { id } = (await product.open({ reporterId })).body;
    await product.must(`/cases/${id}/withdrawals`, { token, body: { by: [reporterId], reason: '不用了' } });
    expect(await upload({ to: id })).toMatchObject({ status: 409, body: { code: 'case.closed' } });
  });
});
