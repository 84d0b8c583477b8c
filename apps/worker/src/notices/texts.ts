import { dateOf, type Instant, startOfDay } from '#domain';
import { type Language, type MessageKey, translate } from '#i18n';
import type { NoticeKind, NoticeLine, SupervisionOrderLine, StepLine } from '#persistence';
import type { NoticeMessage } from './channel.js';

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];
const SHANGHAI_MS = 8 * 3_600_000;

/** A notice in words: Chinese first, English below. Numbers, steps, dates and links; no titles, no names. */
export function messageOf(
  notice: { id: string; kind: NoticeKind },
  lines: readonly NoticeLine[],
  now: Instant,
  url: string,
): NoticeMessage {
  const cases = [...Map.groupBy(lines, ({ caseId }) => caseId).values()];
  const bodies = LANGUAGES.map((language) => body(cases, language, now, url));
  return {
    id: notice.id,
    subject: subject(notice.kind, lines, cases.length, now),
    text: bodies.join('\n\n'),
  };
}

function subject(kind: NoticeKind, lines: readonly NoticeLine[], cases: number, now: Instant): string {
  const [line] = lines;
  const both = (say: (language: Language) => string): string => LANGUAGES.map(say).join(' · ');
  if (kind === 'reminder' && line)
    return both((language) => `${tell('notice.case', language, line)} ${lineText(line, language, now)}`);
  return both((language) => tell('notice.digest.subject', language, { cases }));
}

function body(cases: readonly NoticeLine[][], language: Language, now: Instant, url: string): string {
  const blocks = cases.flatMap((lines) => {
    const [first] = lines;
    if (!first) return [];
    const steps = lines.map((line) => `- ${lineText(line, language, now)}`);
    return [[heading(first, language), ...steps, `${url}/cases/${first.caseId}`].join('\n')];
  });
  return [tell('notice.greeting', language), ...blocks, tell('notice.closing', language)].join('\n\n');
}

const heading = (line: NoticeLine, language: Language): string =>
  tell(line.urgent ? 'notice.urgentCase' : 'notice.case', language, { ...line });

/** What the dates alone don't tell. */
const BECAUSE = [
  'assigned',
  'unassigned',
  'nudge',
  'extensionRequested',
  'extensionApproved',
  'extensionRefused',
  'assignmentEscalated',
] as const;

function lineText(line: NoticeLine, language: Language, now: Instant): string {
  if ('supervisionOrderId' in line) return orderText(line, language, now);
  const because = BECAUSE.filter((kind) => line.kinds.includes(kind));
  const separator = language === 'zh-CN' ? '；' : '; ';
  return [
    stepText(line, language, now),
    ...because.map((kind) => tell(`notice.because.${kind}`, language)),
  ].join(separator);
}

function orderText({ status, dueAt }: SupervisionOrderLine, language: Language, now: Instant): string {
  if (status === 'answered') return tell('notice.supervisionOrder.answered', language);
  const key = dueAt <= now ? 'notice.supervisionOrder.overdue' : 'notice.supervisionOrder.due';
  return tell(key, language, { due: dueText(dueAt) });
}

function stepText({ stepKind, dueAt }: StepLine, language: Language, now: Instant): string {
  const step = translate(`kind.${stepKind}`, language);
  if (dueAt === undefined) return tell('notice.step.open', language, { step });
  const key = dueAt <= now ? 'notice.step.overdue' : 'notice.step.due';
  return tell(key, language, { step, due: dueText(dueAt) });
}

/** A term in days ends at 24:00 of its last day, which is what people call its date. */
function dueText(dueAt: Instant): string {
  const day = dateOf(dueAt - 1);
  if (startOfDay(dateOf(dueAt)) === dueAt) return day;
  return `${day} ${new Date(dueAt + SHANGHAI_MS).toISOString().slice(11, 16)}`;
}

const tell = (key: MessageKey, language: Language, params: object = {}): string =>
  translate(key, language, { ...params });
