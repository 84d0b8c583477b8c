import { randomUUID } from 'node:crypto';
import { at, aText, withRole, PARTIES, type Game } from './play.js';
import type { Command, CommandMeta, OpenCase } from '#domain';

type Body<C = Command> = C extends Command ? Omit<C, keyof CommandMeta> : never;

const PLACE = { countyId: randomUUID(), townshipId: randomUUID(), villageId: randomUUID() };

/** Long ago enough for every clock: what a command says to have happened may never lie in the future. */
export const OPENED_AT = at('2026-03-02T10:00');

/** A command with valid defaults; a test states only what matters to it. */
export const aCommand = (body: Body, meta: Partial<CommandMeta> = {}): Command => ({
  id: randomUUID(),
  bodyHash: randomUUID(),
  actor: withRole('committee'),
  channel: 'inPerson',
  occurredAt: OPENED_AT,
  lateReason: aText(9),
  ...meta,
  ...body,
});

export const opening = (
  { intake, calendar }: Pick<Game, 'intake' | 'calendar'>,
  caseId: string,
  more: Partial<OpenCase> = {},
  meta: Partial<CommandMeta> = {},
): Command =>
  aCommand(
    {
      type: 'open',
      caseId,
      number: `清溪-2026-${caseId.slice(0, 8)}`,
      place: PLACE,
      matter: aText(1),
      reporterId: PARTIES[0],
      intake,
      calendar,
      ...more,
    },
    { actor: withRole('gridWorker'), ...meta },
  );

export const comment = (meta: Partial<CommandMeta> = {}): Command =>
  aCommand({ type: 'comment', text: aText(2) }, meta);

/** Closes a case that was just opened. */
export const withdrawal = (meta: Partial<CommandMeta> = {}): Command =>
  aCommand({ type: 'withdraw', by: [PARTIES[0]!], reason: aText(3) }, meta);

export const reopening = (meta: Partial<CommandMeta> = {}): Command =>
  aCommand({ type: 'reopen', reason: aText(4) }, meta);

/** A matter that was reported at once, entered when it was over: opens and closes in one command. */
export const reportedAtOnce = (game: Pick<Game, 'intake' | 'calendar'>, caseId: string): Command => {
  const {
    id,
    bodyHash,
    actor,
    occurredAt,
    lateReason: _,
    channel,
    ...open
  } = opening(game, caseId) as CommandMeta & OpenCase;
  const payload = {
    category: 'dispute',
    parties: [],
    willingness: 'notAsked',
    redLines: ['violence'],
    pending: 'none',
    reportedTo: aText(5),
  };
  const actions = [{ step: 'triage', action: 'complete', payload, occurredAt }];
  return aCommand({ type: 'recordDone', open, actions }, { id, bodyHash, actor, occurredAt, channel });
};
