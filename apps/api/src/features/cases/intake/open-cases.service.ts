import type { OpenCase } from '#domain';
import { Injectable } from '@nestjs/common';
import type { CommandRequest } from '../../../platform/commands/index.js';
import type { Sent } from '../commands/case-gateway.service.js';
import { ExternalRefsService } from '../commands/external-refs.service.js';
import { IntakeService } from './intake.service.js';
import { matterOf } from './matter.js';
import type { OpenCaseDto } from './dto/intake.dto.js';

@Injectable()
export class OpenCasesService {
  constructor(
    private readonly intake: IntakeService,
    private readonly externalRefs: ExternalRefsService,
  ) {}

  async open(request: CommandRequest, form: OpenCaseDto): Promise<Sent> {
    const { matter, category, urgent, title, reporterId } = form;
    await this.intake.requireImpersonal(title, reporterId ? [reporterId] : []);
    return this.intake.open(request, form, (opening) => {
      const { texts, openingOf } = matterOf(opening, form, this.externalRefs);
      return {
        texts: [matter, ...texts],
        references: reporterId ? [{ kind: 'person', id: reporterId, path: '/reporterId' }] : [],
        body: ([matterRef, ...refs]): OpenCase => ({
          ...openingOf(refs),
          ...(category && { category }),
          ...(urgent !== undefined && { urgent }),
          ...(reporterId && { reporterId }),
          matter: matterRef!,
        }),
      };
    });
  }
}
