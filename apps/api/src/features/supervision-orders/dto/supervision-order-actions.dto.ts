import { ROLES, type Role } from '#domain';
import { CodeField, IdField, IdsField, TextField } from '../../../platform/validation/index.js';

const TERM = '3wd（工作日）、15cd（天）、24h（小时，用于紧急情况）或 sameDay（当天）';
const TERM_EN = '3wd (working days), 15cd (days), 24h (hours, when urgent) or sameDay';

export class AddressedDto {
  @IdField({
    description: '督办到人；写了步骤的，须是该步承办人 · To one person; with a step, to its assignee',
    optional: true,
  })
  accountId?: string;

  @CodeField({
    values: ROLES,
    description: '督办到事项所在地的岗位 · To a role at the place of the case',
    optional: true,
    example: 'committee',
  })
  role?: Role;
}

export class IssueSupervisionOrderDto extends AddressedDto {
  @TextField({
    description: '要求办什么 · What is demanded',
    max: 4_000,
    example: '调查已超期，请三个工作日内办结并说明原因。',
  })
  instruction!: string;

  @TextField({ description: `答复期限：${TERM} · Term of the answer: ${TERM_EN}`, max: 12, example: '3wd' })
  term!: string;

  @TextField({
    description:
      '督办其中一步；不另写对象时，督办该步承办人，无人承办的督办负责的岗位 · The step that it is about; without an addressee it goes to its assignee, else to the role that owns it',
    max: 64,
    optional: true,
    example: 'investigate',
  })
  step?: string;
}

export class ReaddressSupervisionOrderDto extends AddressedDto {
  @TextField({ description: '转交原因 · Why it is readdressed', max: 4_000, example: '原承办人请假。' })
  reason!: string;
}

export class AnswerSupervisionOrderDto {
  @TextField({ description: '答复 · The answer', max: 4_000, example: '已入户调查三户，今日办结。' })
  text!: string;

  @IdsField({
    description: '附件，先上传到该办件 · Attachments, uploaded to the case before',
    max: 20,
    optional: true,
  })
  attachmentIds?: string[];
}

export class ReturnSupervisionOrderDto {
  @TextField({ description: '退回原因 · Why it is returned', max: 4_000, example: '未说明超期原因。' })
  reason!: string;

  @TextField({
    description: `重新答复的期限，不填同原期限：${TERM} · Term of the new answer, the same if left out: ${TERM_EN}`,
    max: 12,
    optional: true,
    example: '1wd',
  })
  term?: string;
}

export class CloseSupervisionOrderDto {
  @TextField({ description: '意见 · A remark', max: 4_000, optional: true, example: '情况属实，同意。' })
  remark?: string;
}

export class CancelSupervisionOrderDto {
  @TextField({ description: '撤销原因 · Why it is cancelled', max: 4_000, example: '发错对象。' })
  reason!: string;
}
