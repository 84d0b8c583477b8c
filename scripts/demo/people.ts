import type { Nomination } from '#domain';

export interface DemoPerson {
  name: string;
  /** Years, counted from the year of seeding. */
  age?: number;
  phone?: string;
  /** In the pool of the place: how they got in, and what they are good at. */
  pool?: { nomination: Nomination; expertise: string; mediator?: true };
}

const publicly = (expertise: string): DemoPerson['pool'] => ({ nomination: 'publicNominated', expertise });
const committees = (expertise: string): DemoPerson['pool'] => ({
  nomination: 'committeesSelected',
  expertise,
});
const self = (expertise: string): DemoPerson['pool'] => ({ nomination: 'selfNominated', expertise });

/**
 * The people of the stories, by key of their place; names are plainly invented. Numbers that begin with 100 are not
 * given to mobile phones.
 */
export const PEOPLE: Record<string, DemoPerson[]> = {
  liutang: [
    { name: '张三', age: 58, phone: '10000000003' },
    { name: '李四', age: 61, phone: '10000000004' },
    { name: '王五', age: 66, pool: publicly('老木匠，懂房屋') },
    { name: '赵六', age: 68, pool: publicly('退休教师，各家信得过') },
    { name: '孙七', age: 52, pool: { ...committees('村调委会调解员')!, mediator: true } },
    { name: '吴八', age: 55, pool: self('泥瓦匠') },
    { name: '冯某', age: 49 },
    { name: '冯大', age: 57 },
    { name: '陈一', age: 45, pool: publicly('村民小组长') },
    { name: '陈二', age: 39, pool: self('返乡青年，会电工') },
    { name: '褚一', age: 71, pool: publicly('老党员') },
  ],
  shiqiao: [
    { name: '郑九', age: 47, phone: '10000000009' },
    { name: '郑一', age: 63, pool: publicly('村民代表') },
    { name: '郑二', age: 58, pool: publicly('老支书') },
    { name: '郑三', age: 44, pool: self('种粮大户') },
    { name: '郑四', age: 51, pool: publicly('管水员') },
    { name: '郑五', age: 36, pool: self('返乡大学生') },
    { name: '郑六', age: 69, pool: publicly('老党员') },
    { name: '郑七', age: 48, pool: publicly('妇女代表') },
    { name: '蒋一', age: 54, pool: { ...committees('村调委会调解员')!, mediator: true } },
    { name: '蒋二', age: 60 },
  ],
  xinyuan: [
    { name: '钱十', age: 41, phone: '10000000010' },
    { name: '许十一', age: 35 },
    { name: '孔一', age: 65, pool: publicly('红白理事会会长') },
    { name: '孔二', age: 59, pool: publicly('红白理事会') },
    { name: '孔三', age: 62, pool: publicly('红白理事会') },
    { name: '曹一', age: 67, pool: publicly('道德评议会') },
    { name: '曹二', age: 53, pool: publicly('道德评议会') },
    { name: '严一', age: 56, pool: publicly('居民代表，楼栋长') },
    { name: '严二', age: 43, pool: publicly('居民代表') },
    { name: '严三', age: 38, pool: self('居民代表') },
    { name: '严四', age: 50, pool: publicly('居民代表') },
    { name: '华一', age: 46, pool: committees('文明实践站志愿者') },
    { name: '金一', age: 42, pool: committees('妇联执委') },
    { name: '魏一', age: 57, pool: { ...committees('社区调委会调解员')!, mediator: true } },
  ],
  zhuxi: [
    { name: '韦三', age: 62, pool: publicly('老支书') },
    { name: '韦四', age: 55, pool: publicly('护林员') },
    { name: '韦五', age: 49, pool: self('篾匠') },
  ],
  qingxi: [
    { name: '周律师', age: 40, pool: committees('法律，镇法律顾问') },
    { name: '养殖能手何某', age: 50, pool: committees('养殖') },
    { name: '农技专家吕某', age: 45, pool: committees('农技') },
    { name: '心理咨询师施某', age: 37, pool: committees('心理') },
    { name: '退休校长尤某', age: 64, pool: committees('教育') },
    { name: '工程师秦某', age: 48, pool: committees('道路与水利') },
  ],
};

/** Declared close kin, by place and names. */
export const KIN: { placeKey: string; one: string; other: string; relation: string }[] = [
  { placeKey: 'liutang', one: '吴八', other: '李四', relation: '妹夫' },
  { placeKey: 'liutang', one: '陈一', other: '陈二', relation: '父子' },
  { placeKey: 'shiqiao', one: '郑九', other: '蒋二', relation: '夫妻' },
];
