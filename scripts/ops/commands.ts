import { type Language, translate } from '#i18n';
import { listFailures, listParked, type ParkedRun } from '#persistence';
import { catchUpCalendars } from '../../apps/worker/src/calendar/catch-up.js';
import { isErasable } from '../../apps/worker/src/erasures/erasure-log.js';
import { type Finding, inWords } from '../../apps/worker/src/recovery/findings.js';
import { resync } from '../../apps/worker/src/recovery/resync.js';
import type { Subject } from '../../apps/worker/src/recovery/subject.js';
import { allSubjects, findSubject, recordedSubjects } from '../../apps/worker/src/recovery/subjects.js';
import { unpark } from '../../apps/worker/src/recovery/unpark.js';
import { verify } from '../../apps/worker/src/recovery/verify.js';
import { Sentence } from '../lib/progress.mjs';
import type { Ops } from './connect.js';

/** True when there is nothing left to do for the operator: the exit code. */
type Command = (ops: Ops, args: Arguments, say: (line: string) => void) => Promise<boolean>;

export interface Arguments {
  id?: string;
  all: boolean;
  discard: boolean;
  yes: boolean;
}

const both = (key: string, params: Record<string, unknown>): string =>
  (['zh-CN', 'en'] satisfies Language[]).map((language) => translate(key, language, params)).join(' · ');

const name = ({ kind, id }: Subject): string => `${kind}/${id}`;

const parkedLine = (run: ParkedRun): string =>
  [
    name(run),
    run.since.toISOString(),
    `×${run.attempts}`,
    run.reason.code,
    both(`parked.${run.reason.code}`, { detail: run.reason.detail ?? '' }),
  ].join('  ');

const blocked: Command = async ({ pool }, _args, say) => {
  const [parked, failures] = [await listParked(pool), await listFailures(pool)];
  for (const run of parked) say(parkedLine(run));
  for (const { kind, id, task, since, attempts, reason } of failures)
    say(`${name({ kind, id })}  ${since.toISOString()}  ×${attempts}  ${task}  ${reason}`);
  if (parked.length + failures.length === 0) say('没有停下来的。 · Nothing is blocked.');
  return parked.length + failures.length === 0;
};

const UNPARKED = {
  notParked: '没有停下来。 · It is not parked.',
  goesOn: '已落账，继续办理。 · Recorded; it goes on.',
  parkedAgain: '又停下来了。 · Parked again.',
  noAnswer: '没有回应；工作进程是否在运行？ · No answer; is a worker running?',
};

const unparkOne: Command = async (ops, args, say) => {
  const outcome = await unpark(ops, await subjectFor(ops, args));
  say(UNPARKED[outcome.now]);
  if (outcome.now === 'parkedAgain') say(parkedLine(outcome.parked));
  return outcome.now === 'goesOn' || outcome.now === 'notParked';
};

const resyncThem: Command = async (ops, args, say) => {
  const subjects = args.all ? await allSubjects(ops.pool, ops.client) : [await subjectFor(ops, args)];
  let open = 0;
  for (const [index, subject] of subjects.entries()) {
    const { findings, settled } = await resync(ops, subject, { discard: args.discard });
    if (!settled) open += 1;
    const isNews =
      !args.all || !settled || findings.some(({ code }) => code !== 'inStep' && code !== 'ended');
    if (isNews) tell(subject, findings, say);
    if ((index + 1) % 500 === 0) say(`… ${index + 1} / ${subjects.length}`);
  }
  if (args.all) await ops.erasures.again();
  say(`${subjects.length} 件，${open} 件待定。 · ${subjects.length} looked at, ${open} wait for a decision.`);
  return open === 0;
};

const verifyThem: Command = async (ops, args, say) => {
  let [looked, differing] = [0, 0];
  const subjects = args.id ? [await subjectFor(ops, args)] : recordedSubjects(ops.pool);
  for await (const subject of subjects) {
    const findings = await verify(ops, subject);
    looked += 1;
    if (findings.length === 0) continue;
    differing += 1;
    tell(subject, findings, say);
  }
  say(`${looked} 件，${differing} 件有差异。 · ${looked} verified, ${differing} differ.`);
  return differing === 0;
};

const retry: Command = async ({ pool, client, config, now }, _args, say) => {
  const version = await catchUpCalendars(pool, client, config.temporal, now(), { anew: true });
  say(
    version === undefined
      ? '日历已全部生效。 · Nothing counts by an older calendar.'
      : `正在使第 ${version} 版日历生效。 · Calendar ${version} is being brought to what is behind.`,
  );
  return true;
};

const erase: Command = async ({ erasures, now }, { id, yes }, say) => {
  if (!id || !isErasable(id))
    throw new Sentence('请给出 case/编号 或 person/编号。\nName case/ID or person/ID.');
  if (!yes)
    throw new Sentence('删除后无法恢复；确认请加 --yes。\nIt can not be taken back; add --yes to confirm.');
  await erasures.erase(id, now());
  say(`${id}：已删除并登记。 · Erased, and written down.`);
  return true;
};

const eraseAgain: Command = async ({ erasures }, _args, say) => {
  const back = await erasures.again();
  for (const subject of back) say(subject);
  say(`${back.length} 项再次删除。 · ${back.length} erased again.`);
  return true;
};

export const COMMANDS: Record<string, Command> = {
  blocked,
  unpark: unparkOne,
  resync: resyncThem,
  verify: verifyThem,
  retry,
  erase,
  'erase-again': eraseAgain,
};

function tell(subject: Subject, findings: readonly Finding[], say: (line: string) => void): void {
  say(name(subject));
  for (const finding of findings) say(`  ${inWords(finding)}`);
}

const ID = /^(?:(?:case|duty)\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

async function subjectFor({ pool, client }: Ops, { id = '' }: Arguments): Promise<Subject> {
  const [, plain] = ID.exec(id) ?? [];
  const found = plain && (await findSubject(pool, client, plain.toLowerCase()));
  if (!found)
    throw new Sentence(`没有这个事项或督办单：${id}。\nThere is no such case or supervision order: ${id}.`);
  return found;
}
