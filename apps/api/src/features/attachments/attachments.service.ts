import type { Readable } from 'node:stream';
import { type Attachment, AttachmentStore, CaseReader } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '../../platform/auth/index.js';
import { commandIdOf, derivedId, hashRequest } from '../../platform/idempotency/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant, InputPipe } from '../../platform/validation/index.js';
import { CaseAccessService, CaseCommandsService, NamesService } from '../cases/index.js';
import { AttachmentFieldsDto, type AttachmentDto } from './dto/attachments.dto.js';
import { FileStoreService } from './file-store.service.js';
import { type Upload, UploadsService } from './uploads.service.js';

type Sent = Awaited<ReturnType<CaseCommandsService['submit']>>;

@Injectable()
export class AttachmentsService {
  private readonly fieldsPipe: InputPipe;

  constructor(
    private readonly access: CaseAccessService,
    private readonly commands: CaseCommandsService,
    private readonly reader: CaseReader,
    private readonly uploads: UploadsService,
    private readonly files: FileStoreService,
    private readonly attachments: AttachmentStore,
    private readonly names: NamesService,
    private readonly clock: Clock,
  ) {
    this.fieldsPipe = new InputPipe(clock);
  }

  /** Reads the form only for those who may see the case; the id follows from the key, so that a repeat gets it too. */
  async attach(
    account: Account,
    caseId: string,
    key: string,
    request: Request,
    response: Response,
  ): Promise<{ id: string; sent: Sent }> {
    const found = await this.access.find(account, caseId);
    const commandId = commandIdOf(account.id, key);
    if (found.status === 'closed' && !(await this.reader.findCommand(caseId, commandId)))
      throw new Problem('case.closed');
    const upload = await this.uploads.receive(request, response);
    const id = derivedId('attachment', commandId);
    let kept = false;
    try {
      const fields = await this.fieldsOf(upload);
      const { name, stored } = upload;
      const body = { ...fields, name, sha256: stored.sha256 };
      const idempotency = { commandId, bodyHash: hashRequest(request.method, request.path, body) };
      const { step, ...fact } = fields;
      const sent = await this.commands.submitTo(caseId, { account, idempotency, fact }, async () => {
        const row = await this.keep({ id, commandId, caseId }, account, upload);
        kept = row.storageKey === stored.key;
        const digest = kept ? stored.digest : await this.files.digestOf(row.storageKey);
        return { body: () => ({ type: 'attach', attachmentId: id, digest, ...(step && { step }) }) };
      });
      if (!kept) await this.files.remove(stored.key);
      return { id, sent };
    } catch (error) {
      await this.giveUp(id, upload, kept, error);
      throw error;
    }
  }

  async of(account: Account, caseId: string): Promise<AttachmentDto[]> {
    const { id } = await this.access.find(account, caseId);
    const attached = await this.attachments.attachedTo(id);
    const names = await this.names.book({ accounts: attached.map(({ uploadedBy }) => uploadedBy) });
    return attached.map(({ id: attachmentId, name, mediaType, size, uploadedBy, createdAt }) => ({
      id: attachmentId,
      name,
      mediaType,
      size,
      uploadedBy: names.of(uploadedBy),
      createdAt: formatInstant(createdAt.getTime()),
    }));
  }

  /** @throws Problem 404 for what is not there, out of scope or erased */
  async download(
    account: Account,
    id: string,
  ): Promise<{ attachment: Attachment & { name: string }; bytes: Readable }> {
    const attachment = await this.attachments.findAttached(id);
    if (!attachment) throw notFound();
    await this.access.find(account, attachment.caseId);
    const { name } = attachment;
    if (name === undefined) throw notFound();
    return { attachment: { ...attachment, name }, bytes: await this.files.read(attachment.storageKey) };
  }

  private async fieldsOf({ fields }: Upload): Promise<AttachmentFieldsDto> {
    const checked = await this.fieldsPipe.transform(fields, { type: 'body', metatype: AttachmentFieldsDto });
    return JSON.parse(JSON.stringify(checked)) as AttachmentFieldsDto;
  }

  /** The row of this request: of this attempt, or of an earlier one with the same file. */
  private async keep(
    ids: { id: string; commandId: string; caseId: string },
    account: Account,
    upload: Upload,
  ): Promise<{ storageKey: string }> {
    const { name, mediaType, stored } = upload;
    const { size, sha256, key: storageKey } = stored;
    const row = {
      ...ids,
      name,
      mediaType,
      size,
      sha256,
      storageKey,
      uploadedBy: account.id,
      at: this.clock.now(),
    };
    if (await this.attachments.insert(row)) return row;
    const earlier = await this.attachments.find(ids.id);
    if (earlier?.sha256 !== sha256) throw new Problem('request.idempotencyKeyReused');
    return earlier;
  }

  /** What was refused leaves nothing behind; what may still be recorded stays: a blocked case goes on some day. */
  private async giveUp(id: string, { stored }: Upload, kept: boolean, error: unknown): Promise<void> {
    const refused = error instanceof Problem && error.status < 500 && error.code !== 'case.blocked';
    if (kept && !refused) return;
    if (kept) await this.attachments.remove(id);
    await this.files.remove(stored.key);
  }
}
