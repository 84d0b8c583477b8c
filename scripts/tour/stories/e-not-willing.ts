import type { Cast } from '../cast.js';
import type { Narrator } from '../narrator.js';
import { Walk } from '../walk.js';

const VILLAGE = '柳塘村';

/** One side is unwilling and has gone to court: the ways that are open are explained, and the case ends. */
export async function notWilling(cast: Cast, tell: Narrator): Promise<Walk> {
  tell.story('E', '不愿调解：山林界', 'Unwilling: the forest boundary');
  const clerk = await cast.staff('clerk', VILLAGE);
  const villageId = await cast.place(clerk, VILLAGE);
  const [feng, cousin] = (await cast.people(clerk, villageId, ['冯某', '冯大'])) as [string, string];
  const walk = await Walk.open(
    cast,
    tell,
    VILLAGE,
    12,
    { matter: '冯某与堂兄争山林界。', title: '山林界争议', category: 'dispute', reporterId: feng },
    { zh: '来村里反映，登记', en: 'raised at the office, entered', by: 'clerk', channel: 'inPerson' },
  );
  await walk.act(
    'triage',
    'complete',
    {
      category: 'dispute',
      parties: [feng, cousin],
      willingness: 'unwilling',
      redLines: [],
      pending: 'court',
    },
    {
      zh: '一方不愿村里说和，且已起诉：不进入议事',
      en: 'one side is unwilling and has sued: no deliberation',
      hours: 3,
    },
  );
  await walk.act(
    'intakeAnswer',
    'complete',
    {
      text: '此事已由法院受理，请按法院程序办理；如双方日后都愿意调解，可随时再来。',
      ways: ['court', 'mediationElsewhere'],
    },
    { zh: '告知途径，答复', en: 'the ways that are open are explained', hours: 2, channel: 'inPerson' },
  );
  return walk;
}
