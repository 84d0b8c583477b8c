import { CATEGORIES, type Category, NOMINATIONS, type Nomination } from '#domain';
import {
  CodeField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  InstantField,
  NestedListField,
  TextField,
} from '../../../../platform/validation/index.js';
import { ApiWarnings, type WarningDto } from '../../actions/dto/warning.dto.js';
import { CaseSummaryDto } from '../../views/dto/summary.dto.js';
import { MatterDto } from './intake.dto.js';

const PERSON = '019a0000-0000-7000-8000-000000000001';
export const FORMS = ['oralAgreementRecord', 'consentForm'] as const;
const MANNERS = ['signature', 'seal', 'fingerprint', 'readAloud'] as const;

export class DoneMemberDto {
  @IdField({ description: '群英 · The member', example: '019a0000-0000-7000-8000-000000000011' })
  personId!: string;

  @CodeField({
    values: NOMINATIONS,
    description:
      '产生方式：自己荐、群众推、“两委”选、临时点 · self-nominated, nominated by the public, selected by the two committees, ad hoc',
    example: 'adHoc',
  })
  nomination!: Nomination;

  @FlagField({ description: '专家群英 · From the expert pool', optional: true, example: false })
  expert?: boolean;

  @FlagField({ description: '调委会调解员 · A mediator of the committee', optional: true, example: false })
  mediator?: boolean;
}

export class DoneSignatureDto {
  @IdField({ description: '签署人 · The signer', example: PERSON })
  signerId!: string;

  @CodeField({
    values: MANNERS,
    description:
      '方式：签名、盖章、按指印、宣读无异议 · Signature, seal, fingerprint, read aloud without objection',
    example: 'signature',
  })
  manner!: (typeof MANNERS)[number];

  @TextField({
    description: '见证人，宣读时必填 · The witness; required when read aloud',
    max: 200,
    optional: true,
    example: '王五',
  })
  witness?: string;
}

export class DoneMilestoneDto {
  @TextField({ description: '节点内容 · What is done', max: 500, example: '清走沙子' })
  title!: string;

  @DateField({ range: 'byRules', description: '完成期限 · The last day', example: '2026-03-02' })
  dueOn!: string;

  @IdField({ description: '责任人 · Who sees to it', optional: true, example: PERSON })
  ownerId?: string;

  @DateField({
    range: 'byRules',
    description: '已完成的日期 · The day it was done, if it is',
    optional: true,
    example: '2026-03-02',
  })
  doneOn?: string;

  @TextField({
    description: '完成情况证明，已完成时必填 · Proof; required with doneOn',
    max: 2_000,
    optional: true,
    example: '六点十分拍照，巷口已清。',
  })
  proof?: string;
}

/** 快速断事补录: the whole of a case that was settled on the spot, in one form. */
export class RecordDoneDto extends MatterDto {
  @InstantField({
    range: 'byRules',
    description: '议定的时间 · When it was settled',
    example: '2026-03-02T14:20:00+08:00',
  })
  occurredAt!: string;

  @InstantField({
    range: 'byRules',
    description: '接到反映的时间，不填同议定时间 · When it was reported; if left out, when it was settled',
    optional: true,
    example: '2026-03-02T14:00:00+08:00',
  })
  reportedAt?: string;

  @CodeField({ values: CATEGORIES, description: '类别 · Category', example: 'dispute' })
  category!: Category;

  @IdsField({ description: '当事人 · The parties', min: 1, max: 100, example: [PERSON] })
  parties!: string[];

  @NestedListField(() => DoneMemberDto, {
    description: '到场的群英 · The members who were there',
    min: 1,
    max: 3,
  })
  members!: DoneMemberDto[];

  @TextField({
    description: '经过 · What was said',
    max: 20_000,
    example: '网格员叫来楼栋长和一位群英，二十分钟说定。',
  })
  minutes!: string;

  @TextField({
    description: '议定的内容 · What was agreed',
    max: 10_000,
    example: '当晚六点前清走，先让出一米二。',
  })
  terms!: string;

  @CodeField({
    values: FORMS,
    description:
      '口头协议登记表（仅纠纷）或议事结果同意书 · Oral agreement record (disputes only) or consent form',
    example: 'oralAgreementRecord',
  })
  form!: (typeof FORMS)[number];

  @TextField({ description: '议事地点 · Where it was settled', max: 200, example: '二巷口' })
  place!: string;

  @CodeField({
    values: ['onTheSpot', 'meetingRoom', 'online'],
    description: '快速断事、群英议事室、线上；默认快速断事 · On the spot unless told otherwise',
    optional: true,
    example: 'onTheSpot',
  })
  mode?: 'onTheSpot' | 'meetingRoom' | 'online';

  @NestedListField(() => DoneSignatureDto, {
    description: '签署情况，用同意书时必填 · The signatures; required with the consent form',
    max: 50,
    optional: true,
  })
  signatures?: DoneSignatureDto[];

  @NestedListField(() => DoneMilestoneDto, {
    description: '约定的时间节点 · The milestones agreed on',
    max: 50,
    optional: true,
  })
  milestones?: DoneMilestoneDto[];
}

/** The case as lists show it, and what of the form should be looked at again. */
export class RecordedCaseDto extends CaseSummaryDto {
  @ApiWarnings()
  warnings?: WarningDto[];
}
