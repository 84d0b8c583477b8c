import type { ContentRef } from '#domain';
import { Catalogue, PersonDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../../platform/problems/index.js';
import { parseInstant } from '../../../platform/validation/index.js';
import { withKin } from '../actions/step-action.service.js';
import {
  type CommandRequest,
  type FieldReference,
  TEXT_PLACEHOLDER,
} from '../../../platform/commands/index.js';
import type { Sent } from '../commands/case-gateway.service.js';
import { ExternalRefsService } from '../commands/external-refs.service.js';
import { IntakeService } from './intake.service.js';
import { matterOf } from './matter.js';
import { formPointer, formTexts, ON_THE_SPOT, quickWay, type FormPointers } from './quick-way.js';
import type { RecordDoneDto } from './dto/record-done.dto.js';

/** 补录: a case that was settled on the spot, entered in one form and one command. */
@Injectable()
export class RecordDoneCasesService {
  constructor(
    private readonly intake: IntakeService,
    private readonly catalogue: Catalogue,
    private readonly people: PersonDirectory,
    private readonly externalRefs: ExternalRefsService,
  ) {}

  async record(request: CommandRequest, form: RecordDoneDto): Promise<Sent> {
    if (form.form === 'consentForm' && !form.signatures?.length) throw signaturesMissing();
    await this.intake.requireImpersonal(form.title, [
      ...form.parties,
      ...form.members.map(({ personId }) => personId),
    ]);
    const plain = form.members.map((member) => ({ ...member }));
    const [procedure, members] = await Promise.all([
      this.catalogue.procedure(ON_THE_SPOT),
      withKin(this.people, plain, form.parties),
    ]);
    const at = parseInstant(form.occurredAt)!;
    const { texts, refsOf } = formTexts(form);
    const build = (refs: readonly ContentRef[]) => quickWay(form, refsOf(refs), members, procedure, at);
    const { pointers } = build(texts.map(() => TEXT_PLACEHOLDER));
    const reported = {
      ...request,
      fact: { ...request.fact, occurredAt: form.reportedAt ?? form.occurredAt },
    };
    return this.intake
      .open(reported, form, (opening) => {
        const about = matterOf(opening, form, this.externalRefs);
        return {
          texts: [...texts, ...about.texts],
          references: referencesOf(form),
          body: (refs) => ({
            type: 'recordDone',
            open: {
              ...about.openingOf(refs.slice(texts.length)),
              category: form.category,
              matter: refsOf(refs).matter,
            },
            actions: build(refs).actions,
          }),
        };
      })
      .catch((error: unknown) => {
        throw inTheForm(error, pointers);
      });
  }
}

const signaturesMissing = (): Problem =>
  new Problem('request.invalid', {}, undefined, {
    errors: [{ path: '/signatures', code: 'field.required' }],
  });

function referencesOf({
  parties,
  members,
  signatures = [],
  milestones = [],
}: RecordDoneDto): FieldReference[] {
  const person = (id: string, path: string): FieldReference => ({ kind: 'person', id, path });
  return [
    ...parties.map((id, index) => person(id, `/parties/${index}`)),
    ...members.map(({ personId }, index) => person(personId, `/members/${index}/personId`)),
    ...signatures.map(({ signerId }, index) => person(signerId, `/signatures/${index}/signerId`)),
    ...milestones.flatMap(({ ownerId }, index) =>
      ownerId ? [person(ownerId, `/milestones/${index}/ownerId`)] : [],
    ),
  ];
}

/** The rules name the action that they refuse; the client knows only the fields of the form. */
function inTheForm(error: unknown, pointers: FormPointers): unknown {
  if (!(error instanceof Problem) || error.errors.length === 0) return error;
  const { code, params, headers, errors } = error;
  return new Problem(code, params, undefined, {
    headers,
    cause: error,
    errors: errors.map((one) => ({ ...one, path: formPointer(one.path, pointers) ?? one.path })),
  });
}
