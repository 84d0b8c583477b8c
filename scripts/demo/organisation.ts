import type { Role } from '#domain';

/** A plainly invented township. Keys make stable ids and user names; they are never shown. */
export const COUNTY = { key: 'shili', name: '示例县' } as const;
export const TOWNSHIP = { key: 'qingxi', name: '清溪镇' } as const;

export const VILLAGES = [
  { key: 'liutang', name: '柳塘村', grids: ['一组', '二组', '三组', '四组'] },
  { key: 'shiqiao', name: '石桥村', grids: ['一组', '二组', '三组', '四组', '五组'] },
  { key: 'xinyuan', name: '新苑社区', grids: ['第一网格', '第二网格', '第三网格'] },
  { key: 'zhuxi', name: '竹溪村', grids: ['一组', '二组'] },
] as const;
export type VillageKey = (typeof VILLAGES)[number]['key'];

/** Departments of the township, and who answers for each. */
export const DEPARTMENTS = [
  { key: 'justice', kind: 'justiceOffice', name: '司法所', representative: '法小正' },
  { key: 'police', kind: 'policeStation', name: '派出所', representative: '安小平' },
  { key: 'women', kind: 'womensFederation', name: '妇联', representative: '和小美' },
  { key: 'social', kind: 'socialWorkOffice', name: '社会办', representative: '社小会' },
  { key: 'publicorder', kind: 'publicOrderOffice', name: '平安法治办', representative: '平小安' },
  { key: 'agriculture', kind: 'agricultureOffice', name: '农业农村办', representative: '农小田' },
  { key: 'environment', kind: 'environmentStation', name: '生态环境站', representative: '水小清' },
  { key: 'civilisation', kind: 'civilisationStation', name: '文明实践站', representative: '文小明' },
] as const;

export interface StaffMember {
  username: string;
  name: string;
  role: Role;
  /** Key of a county, township or village. */
  placeKey: string;
  /** As `demo/accounts.json` shows it. */
  place: string;
  departmentKey?: string;
}

/** Who holds each village role; 孙七 of 柳塘村 is the mediator of story A. 竹溪村 has no convener yet. */
const VILLAGE_STAFF: Record<VillageKey, Partial<Record<Role, string>>> = {
  liutang: {
    clerk: '柳文书',
    committee: '柳支书',
    convener: '柳召集',
    gridWorker: '柳网格',
    mediator: '孙七',
  },
  shiqiao: {
    clerk: '石文书',
    committee: '石支书',
    convener: '石召集',
    gridWorker: '石网格',
    mediator: '石调解',
  },
  xinyuan: {
    clerk: '新文书',
    committee: '新书记',
    convener: '新召集',
    gridWorker: '新网格',
    mediator: '新调解',
  },
  zhuxi: {
    clerk: '竹文书',
    committee: '竹支书',
    gridWorker: '竹网格',
  },
};

const villageStaff: StaffMember[] = VILLAGES.flatMap((village) =>
  Object.entries(VILLAGE_STAFF[village.key]).map(([role, name]) => ({
    username: `${village.key}-${role.toLowerCase()}`,
    name,
    role: role as Role,
    placeKey: village.key,
    place: village.name,
  })),
);

const departmentStaff: StaffMember[] = DEPARTMENTS.map(({ key, name, representative }) => ({
  username: `${TOWNSHIP.key}-${key}`,
  name: representative,
  role: 'department',
  placeKey: TOWNSHIP.key,
  place: `${TOWNSHIP.name}·${name}`,
  departmentKey: key,
}));

export const STAFF: StaffMember[] = [
  ...villageStaff,
  ...departmentStaff,
  {
    username: `${TOWNSHIP.key}-office`,
    name: '清主任',
    role: 'townshipOffice',
    placeKey: TOWNSHIP.key,
    place: TOWNSHIP.name,
  },
  {
    username: `${COUNTY.key}-county`,
    name: '示主任',
    role: 'county',
    placeKey: COUNTY.key,
    place: COUNTY.name,
  },
  {
    username: `${COUNTY.key}-admin`,
    name: '管小理',
    role: 'administrator',
    placeKey: COUNTY.key,
    place: COUNTY.name,
  },
  {
    username: 'system-admin',
    name: '统小管',
    role: 'systemAdmin',
    placeKey: COUNTY.key,
    place: COUNTY.name,
  },
];
