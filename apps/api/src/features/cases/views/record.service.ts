import { type CaseEvent, type CaseState, definitionOf, KINDS } from '#domain';
import { type Language, translate } from '#i18n';
import { Catalogue, CaseReader, ContentStore } from '#persistence';
import { Injectable } from '@nestjs/common';
import { formatInstant } from '../../../platform/validation/index.js';
import type { SeenCase } from '../access/case-access.service.js';
import { type NameBook, NamesService } from '../directory/names.service.js';
import { type PayloadSchema, refsIn } from '../payload/index.js';
import type { CaseRecordDto, RecordedActDto, RecordedStepDto } from './dto/record.dto.js';
import { idsOf } from './event-ids.js';
import { type Known, printedFields } from './field-lines.js';
import { stateOf } from './state.js';
import { milestoneTitles, readTexts } from './texts.js';

interface Printing extends Known {
  state: CaseState;
  names: NameBook;
}

/** What was done in each step, as one would print it: with labels and names instead of codes and ids. */
@Injectable()
export class RecordService {
  constructor(
    private readonly reader: CaseReader,
    private readonly content: ContentStore,
    private readonly catalogue: Catalogue,
    private readonly names: NamesService,
  ) {}

  async of({ found }: Pick<SeenCase, 'found'>, language: Language): Promise<CaseRecordDto> {
    const all = await this.reader.events(found.id);
    const events = all.filter(({ seq }) => seq <= found.version);
    const ids = events.map(idsOf);
    const [texts, names, procedures] = await Promise.all([
      readTexts(this.content, refsIn(events)),
      this.names.book({
        persons: ids.flatMap(({ persons }) => persons),
        accounts: ids.flatMap(({ accounts }) => accounts),
        organisation: ids.flatMap(({ organisation }) => organisation),
      }),
      this.catalogue.procedures(),
    ]);
    const text = (content: string): string | undefined => texts.get(content) ?? undefined;
    const titles = new Map([...milestoneTitles(events)].map(([id, ref]) => [id, text(ref.content)]));
    const called = new Map(procedures.map(({ key, name }) => [key, language === 'en' ? name.en : name.zh]));
    const name = (id: string): string | undefined => titles.get(id) ?? called.get(id) ?? names.of(id).name;
    return {
      version: found.version,
      steps: stepsOf(events, { state: stateOf(events), names, language, text, name }),
    };
  }
}

function stepsOf(events: readonly CaseEvent[], printing: Printing): RecordedStepDto[] {
  const steps: RecordedStepDto[] = [];
  const latest = (step: string) => steps.findLast((one) => one.step === step);
  const noticed = () => steps.findLast(({ kind }) => kind === 'publish');
  for (const event of events) {
    const act = actOf(event, printing);
    if (event.type === 'stepOpened') steps.push(opened(event, printing));
    else if (event.type === 'stepActed' && act) latest(event.step)?.acts.push(act);
    else if (act) noticed()?.acts.push(act);
    else if (event.type === 'stepCompleted') {
      const { step, kind, outcome, occurredAt } = event;
      Object.assign(latest(step) ?? {}, {
        status: 'done',
        doneAt: formatInstant(occurredAt),
        outcome: translate(`outcome.${kind}.${outcome}`, printing.language),
      });
    } else if (event.type === 'stepCancelled')
      Object.assign(latest(event.step) ?? {}, { status: 'cancelled' });
  }
  return steps;
}

function opened(
  { step, kind, round, visit, startedAt }: Extract<CaseEvent, { type: 'stepOpened' }>,
  { state, language }: Printing,
): RecordedStepDto {
  const name = definitionOf(state, step)?.name;
  return {
    step,
    kind,
    name: (language === 'en' ? name?.en : name?.zh) ?? translate(`kind.${kind}`, language),
    status: 'open',
    round,
    visit,
    startedAt: formatInstant(startedAt),
    acts: [],
  };
}

/** What somebody entered in a step, and what was said of a notice. */
function actOf(event: CaseEvent, printing: Printing): RecordedActDto | undefined {
  const { language } = printing;
  const field = (key: string, line: string) => ({
    field: key.split('.').at(-1)!,
    label: translate(key, language),
    lines: [line],
  });
  const text = (ref: { content: string }): string =>
    printing.text(ref.content) ?? translate('value.erased', language);
  switch (event.type) {
    case 'stepActed': {
      const { kind, action, payload } = event;
      const schema = KINDS[kind].actions[action]?.schema as PayloadSchema | undefined;
      return act(event, action, translate(`action.${kind}.${action}`, language), printing.names, [
        ...(schema ? printedFields({ kind, action }, schema, payload, printing) : []),
      ]);
    }
    case 'objected':
      return act(event, 'object', translate('record.objected', language), printing.names, [
        field('field.text', text(event.text)),
      ]);
    case 'objectionAnswered':
      return act(event, 'answerObjection', translate('record.objectionAnswered', language), printing.names, [
        field('field.answer.text', text(event.answer)),
        field('record.upheld', translate(event.upheld ? 'value.yes' : 'value.no', language)),
      ]);
    default:
      return undefined;
  }
}

const act = (
  { seq, occurredAt, actor, onBehalfOf, late }: CaseEvent,
  action: string,
  name: string,
  names: NameBook,
  fields: RecordedActDto['fields'],
): RecordedActDto => ({
  seq,
  action,
  name,
  occurredAt: formatInstant(occurredAt),
  actor: names.maybe(actor),
  onBehalfOf: names.maybe(onBehalfOf),
  ...(late && { late }),
  fields,
});
