import { describe, expect, it } from '@jest/globals';
import { daysOfNotice } from './holiday-notice.js';

const off = (dates: string) => dates.split(' ').map((date) => ({ date, kind: 'holiday' }));
const worked = (dates: string) => dates.split(' ').map((date) => ({ date, kind: 'makeUp' }));

describe('the announcement of holidays', () => {
  it('names days off and weekends that are worked', () => {
    const { days, refusals } = daysOfNotice(
      `关于2026年部分节假日安排的通知
       一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
       三、清明节：4月4日（周六）至6日（周一）放假，共3天。
       五、端午节：6月19日（星期五）放假，与周末连休。
       六、国庆节：9月30日（周三）至10月2日（周五）放假调休，共3天。9月20日（周日）、10月10日（周六）上班。
       节假日期间，各单位要妥善安排好值班。`,
      undefined,
    );
    expect(refusals).toEqual([]);
    expect(days).toEqual([
      ...off('2026-01-01 2026-01-02 2026-01-03'),
      ...worked('2026-01-04'),
      ...off('2026-04-04 2026-04-05 2026-04-06 2026-06-19 2026-09-30 2026-10-01 2026-10-02'),
      ...worked('2026-09-20 2026-10-10'),
    ]);
  });

  it('may reach over the end of the year, or leave the year to whoever enters it', () => {
    expect(daysOfNotice('2023年12月30日至2024年1月1日放假调休', 2024).days).toEqual(
      off('2023-12-30 2023-12-31 2024-01-01'),
    );
    expect(daysOfNotice('5月1日放假', 2027).days).toEqual(off('2027-05-01'));
  });

  it.each([
    ['of another year', '1月1日（周四）放假', 'calendar.noticeWeekday'],
    ['with a day that is none', '2月30日放假', 'calendar.noticeDate'],
    ['with a range that goes back', '2月3日至2月1日放假', 'calendar.noticeDate'],
    ['without a month', '3日放假', 'calendar.noticeDate'],
    ['that names no day', '今年照常上班。', 'calendar.noticeUnread'],
  ])('%s is refused', (_name, text, code) => {
    expect(daysOfNotice(text, 2027).refusals.map((one) => one.code)).toEqual([code]);
  });

  it('is nothing when nothing was pasted', () => {
    expect(daysOfNotice('', undefined)).toEqual({ days: [], refusals: [] });
  });
});
