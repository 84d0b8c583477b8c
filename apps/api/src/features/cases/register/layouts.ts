import type { Category, Channel, ClosingOutcome } from '#domain';
import type { Column } from './columns.js';

/** A column as one office heads it and says its values. */
export interface LayoutColumn {
  /** `serial` counts the rows. */
  column: Column | 'serial';
  /** As that office has it; its forms are Chinese. */
  heading?: string;
  /** What the office says for a code of ours. */
  values?: Partial<Record<Category | Channel | ClosingOutcome, string>>;
  /** Of outside numbers: only those of systems whose name holds this. */
  system?: string;
}

export interface Layout {
  key: string;
  name: { zh: string; en: string };
  /** To whom it is reported, in short. */
  office: { zh: string; en: string };
  columns: readonly LayoutColumn[];
}

/** 列式: the registers of other offices, to which a village reports the same cases. */
export const LAYOUTS: readonly Layout[] = [
  {
    key: 'mediation',
    name: { zh: '人民调解案件登记（司法所）', en: 'People’s mediation (justice office)' },
    office: { zh: '司法所', en: 'Justice office' },
    columns: [
      { column: 'serial', heading: '序号' },
      { column: 'number', heading: '案件编号' },
      { column: 'opened', heading: '受理日期' },
      {
        column: 'channel',
        heading: '案件来源',
        values: {
          inPerson: '依申请调解',
          phone: '依申请调解',
          wechat: '依申请调解',
          paper: '依申请调解',
          online: '依申请调解',
          homeVisit: '主动调解',
          meeting: '主动调解',
        },
      },
      { column: 'parties', heading: '当事人' },
      { column: 'category', heading: '纠纷类别' },
      { column: 'title', heading: '纠纷简要情况' },
      { column: 'village', heading: '所属村（社区）' },
      { column: 'assignee', heading: '承办人' },
      {
        column: 'outcome',
        heading: '调解结果',
        values: {
          agreed: '调解成功（书面协议）',
          agreedOrally: '调解成功（口头协议）',
          notAgreed: '调解不成',
          withdrawn: '当事人撤回',
        },
      },
      { column: 'closed', heading: '结案日期' },
    ],
  },
  {
    key: 'petition',
    name: { zh: '信访事项登记', en: 'Petitions (letters and visits)' },
    office: { zh: '信访', en: 'Petitions office' },
    columns: [
      { column: 'serial', heading: '序号' },
      { column: 'externalNumbers', heading: '信访件编号', system: '信访' },
      { column: 'opened', heading: '登记日期' },
      { column: 'reporter', heading: '信访人' },
      {
        column: 'channel',
        heading: '信访形式',
        values: {
          inPerson: '来访',
          phone: '来电',
          wechat: '网上信访',
          online: '网上信访',
          paper: '来信',
          homeVisit: '下访',
          meeting: '下访',
        },
      },
      { column: 'title', heading: '反映事项' },
      { column: 'category', heading: '内容分类' },
      { column: 'village', heading: '问题属地' },
      { column: 'assignee', heading: '承办人' },
      { column: 'status', heading: '办理状态' },
      { column: 'due', heading: '办理期限' },
      { column: 'closed', heading: '办结日期' },
      { column: 'outcome', heading: '办理结果' },
    ],
  },
  {
    key: 'hotline',
    name: { zh: '12345 工单办理', en: '12345 hotline orders' },
    office: { zh: '12345', en: '12345' },
    columns: [
      { column: 'externalNumbers', heading: '工单编号', system: '12345' },
      { column: 'number', heading: '本地文号' },
      { column: 'opened', heading: '受理日期' },
      { column: 'reporter', heading: '诉求人' },
      { column: 'title', heading: '诉求标题' },
      { column: 'category', heading: '诉求分类' },
      { column: 'township', heading: '所属乡镇（街道）' },
      { column: 'village', heading: '所属村（社区）' },
      { column: 'grid', heading: '所属网格' },
      { column: 'assignee', heading: '承办人' },
      { column: 'due', heading: '办结时限' },
      { column: 'overdue', heading: '是否超期' },
      { column: 'status', heading: '办理状态' },
      { column: 'closed', heading: '办结日期' },
      { column: 'outcome', heading: '办理结果' },
    ],
  },
];
export const LAYOUT_KEYS = LAYOUTS.map(({ key }) => key);
