import type { OpenCase } from '#domain';
import { Injectable } from '@nestjs/common';
import type { CommandRequest } from '../../../platform/commands/index.js';
import type { Sent } from '../commands/case-gateway.service.js';
import { IntakeService, type Opening } from './intake.service.js';
import type { MatterDto, OpenCaseDto } from './dto/intake.dto.js';

/** What a matter's form says in plain fields; its texts are taken out beforehand. */
export function openingOf(opening: Opening, { title, externalRefs = [] }: MatterDto) {
  return {
    type: 'open' as const,
    ...opening,
    ...(title && { title }),
    ...(externalRefs.length > 0 && {
      externalRefs: externalRefs.map(({ system, number, dueOn }) => ({
        system,
        number,
        ...(dueOn && { dueOn }),
      })),
    }),
  };
}

@Injectable()
export class OpenCasesService {
  constructor(private readonly intake: IntakeService) {}

  async open(request: CommandRequest, form: OpenCaseDto): Promise<Sent> {
    const { matter, location, category, urgent, title, reporterId } = form;
    await this.intake.requireImpersonal(title, reporterId ? [reporterId] : []);
    return this.intake.open(request, form, (opening) => ({
      texts: [matter, ...(location ? [location] : [])],
      references: reporterId ? [{ kind: 'person', id: reporterId, path: '/reporterId' }] : [],
      body: ([matterRef, locationRef]): OpenCase => ({
        ...openingOf(opening, form),
        ...(category && { category }),
        ...(urgent !== undefined && { urgent }),
        ...(reporterId && { reporterId }),
        matter: matterRef!,
        ...(locationRef && { location: locationRef }),
      }),
    }));
  }
}
