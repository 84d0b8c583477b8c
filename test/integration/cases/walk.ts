import type { Role } from '#domain';
import { now } from '#testing';
import type { Answer, Call } from '../api/http.js';
import type { TestProduct } from './test-product.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (instant: number): string => new Date(instant).toISOString();

/** Stages of a development case, in order; at each of them the step of that name is open and nothing of it is done. */
export const STAGES = [
  'triage',
  'investigate',
  'confirmTopic',
  'selectMembers',
  'consult',
  'convene',
  'deliberate',
  'sign',
  'decide',
  'publish',
] as const;
export type Stage = (typeof STAGES)[number];

/** A development case on its way, every fact entered with the time in the past at which it happened. */
export class CaseWalk {
  clock = now() - 200 * DAY;
  id!: string;
  farmer!: string;
  members!: string[];
  stranger!: string;

  /** `mark` stands in every text and name; the departments are those that the topic touches. */
  private constructor(
    private readonly product: TestProduct,
    private readonly mark: string,
    private readonly departments: string[],
  ) {}

  static async to(
    product: TestProduct,
    stage: Stage,
    mark = '',
    departments: string[] = [],
  ): Promise<CaseWalk> {
    const walk = new CaseWalk(product, mark, departments);
    const [farmer, stranger, ...members] = await product.persons(9, mark);
    Object.assign(walk, { farmer, stranger, members });
    const opened = await product.open({
      matter: `村口养鸡场气味大，污水进了灌溉渠。${mark}`,
      ...(mark && { location: `村口${mark}` }),
      ...walk.fact,
      channel: 'paper',
    });
    walk.id = opened.body.id as string;
    for (const one of STAGES.slice(0, STAGES.indexOf(stage))) await walk.pass(one);
    return walk;
  }

  /** An action at the walk's clock; `version` is sent as If-Match. */
  async act(
    step: string,
    action: string,
    payload: object,
    by: Role = 'clerk',
    call: Call = {},
  ): Promise<Answer> {
    const token = await this.product.as(by);
    const { steps } = (await this.product.view(this.id)).body as {
      steps: { step: string; startedAt: string; notBefore?: string }[];
    };
    const open = steps.find((one) => one.step === step);
    const earliest = [open?.startedAt, open?.notBefore].map((at) => (at ? Date.parse(at) : 0));
    this.clock = Math.max(this.clock + HOUR, ...earliest);
    return this.product.act(this.id, step, action, payload, {
      token,
      fact: this.fact,
      ...call,
    });
  }

  async must(...request: Parameters<CaseWalk['act']>): Promise<Answer> {
    const answer = await this.act(...request);
    if (answer.status >= 300) throw new Error(`${request[0]}.${request[1]}: ${JSON.stringify(answer.body)}`);
    return answer;
  }

  /** What is said of the fact: when it happened, and why that is entered only now. */
  get fact() {
    return { occurredAt: iso(this.clock), lateReason: `纸质台账转录。${this.mark}` };
  }

  /** The version as `If-Match` takes it. */
  async etag(): Promise<string> {
    return (await this.product.view(this.id)).headers.get('etag')!;
  }

  date(days: number): string {
    return iso(this.clock + days * DAY + 8 * HOUR).slice(0, 10);
  }

  selected(): object[] {
    return this.members.map((personId) => ({ personId, nomination: 'publicNominated' }));
  }

  private async pass(stage: Stage): Promise<void> {
    switch (stage) {
      case 'triage':
        await this.must('triage', 'complete', {
          category: 'development',
          procedure: 'development',
          parties: [this.farmer],
          willingness: 'notAsked',
          redLines: [],
          pending: 'none',
        });
        return;
      case 'investigate':
        await this.must(
          'investigate',
          'complete',
          {
            principalContradiction: `污水直排灌溉渠。${this.mark}`,
            proposedPosition: `限期改造。${this.mark}`,
            heard: this.members.slice(0, 3),
          },
          'committee',
        );
        return;
      case 'confirmTopic':
        await this.must(
          'confirmTopic',
          'complete',
          { decision: 'confirmed', topic: `限期改造${this.mark}`, departments: this.departments },
          'committee',
        );
        return;
      case 'selectMembers':
        await this.must('selectMembers', 'complete', { members: this.selected() }, 'convener');
        return;
      case 'consult':
        for (const memberId of this.members)
          await this.must('consult', 'talk', { memberId, result: 'aligned' }, 'convener');
        await this.must('consult', 'complete', {}, 'convener');
        return;
      case 'convene':
        await this.must(
          'convene',
          'complete',
          {
            at: iso(this.clock + 2 * HOUR),
            mode: 'meetingRoom',
            place: `群英议事室${this.mark}`,
            noticeWaived: `都在村里，当面通知。${this.mark}`,
          },
          'convener',
        );
        return;
      case 'deliberate':
        await this.must('deliberate', 'attend', { members: this.members }, 'convener');
        for (const item of ['explainTopic', 'giveOpinions', 'reachConsensus'])
          await this.must('deliberate', 'agenda', { item, minutes: `议了。${this.mark}` }, 'convener');
        await this.must(
          'deliberate',
          'complete',
          { result: 'consensus', terms: `限期改造。${this.mark}` },
          'convener',
        );
        return;
      case 'sign':
        for (const signerId of this.members)
          await this.must('sign', 'sign', { signerId, manner: 'signature' }, 'convener');
        return;
      case 'decide':
        await this.must('decide', 'complete', this.decision(), 'committee', {
          headers: { 'if-match': await this.etag() },
        });
        return;
      case 'publish':
        return;
    }
  }

  decision(): object {
    return {
      disposition: `限期改造。${this.mark}`,
      steps: `封排口；清渠。${this.mark}`,
      milestones: [{ title: `封排口${this.mark}`, dueOn: this.date(5), ownerId: this.farmer }],
    };
  }
}
