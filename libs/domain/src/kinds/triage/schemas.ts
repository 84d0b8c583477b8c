import { CATEGORIES } from '../../model/basics.js';
import { flag, ids, oneOf, payload, text, type PayloadOf, when } from '../schema.js';

export const RED_LINES = ['crime', 'violence', 'minorAtRisk', 'suicideRisk'] as const;

export const schema = payload(
  {
    redLines: {
      type: 'array',
      items: { type: 'string', enum: RED_LINES },
      uniqueItems: true,
      maxItems: RED_LINES.length,
      description:
        '红线情形：违法犯罪、暴力、未成年人受侵害危险、自杀危险；没有填空 · red lines: crime, violence, a minor at risk, danger of suicide; empty if none',
    },
    reportedTo: when(
      { redLines: 'any' },
      text(
        '已报告的单位、人员和时间；有红线情形时必填 · to whom and when it was reported; required with a red line',
        500,
      ),
    ),
    category: oneOf(
      CATEGORIES,
      '事项类别：矛盾纠纷、居（村）发展、社会进步 · category: dispute, development, social progress',
    ),
    procedure: {
      type: 'string',
      pattern: '^[a-zA-Z][a-zA-Z0-9-]{0,63}$',
      'x-refers': 'procedure',
      description:
        '所选流程的代码；受理时必填 · key of the chosen procedure; required when the matter is admitted',
    },
    parties: ids(
      'person',
      '当事人或利益直接相关人；纠纷至少两人 · the parties or people directly concerned; a dispute has at least two',
      100,
    ),
    departments: ids(
      'department',
      '涉及的部门，将请其签署意见 · departments that the matter touches; each is asked for a signed opinion',
      20,
    ),
    willingness: oneOf(
      ['willing', 'unwilling', 'notAsked'],
      '当事人是否愿意议事调解；一方明确拒绝的不得调解 · whether the parties want it; a clear refusal bars mediation',
    ),
    pending: oneOf(
      ['none', 'court', 'police'],
      '是否已由法院或公安机关受理 · whether it is already before a court or the police',
    ),
    answerable: flag('可以当场答复，无需议事 · can be answered right away, no deliberation needed'),
    urgent: flag('紧急事项，按小时计时 · urgent: terms count clock hours'),
    note: text('受理说明 · note'),
  },
  ['category', 'parties', 'willingness', 'redLines', 'pending'],
);
export type TriagePayload = PayloadOf<typeof schema>;
