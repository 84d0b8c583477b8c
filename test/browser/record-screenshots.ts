import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from '@jest/globals';
import { checkoutDir } from '#runtime';
import { until } from '#testing';
import { Desk, DESK, PHONE, type Place } from './desk.js';

/** No test: `npm run screenshots` draws the pages of the demo township anew, for people to look at. */
const FOLDER = join(checkoutDir, 'docs/screenshots');
const TABLET = { width: 1280, height: 800 };

interface Shot extends Place {
  name: string;
  username: string;
  phone?: true;
}

const SHOTS: readonly Shot[] = [
  { name: 'workbench', username: 'liutang-clerk', path: '/' },
  { name: 'case', username: 'liutang-clerk', title: '屋后阳沟堵了' },
  { name: 'signing', username: 'liutang-mediator', title: '屋后阳沟堵了', form: '签署' },
  { name: 'triage', username: 'liutang-clerk', title: '化粪池外溢', form: '受理分流' },
  { name: 'meeting', username: 'liutang-convener', title: '牛吃了秧苗', form: '会议现场' },
  { name: 'register', username: 'qingxi-office', path: '/cases' },
  { name: 'supervision', username: 'qingxi-office', path: '/supervision?group=stuck' },
  { name: 'figures', username: 'qingxi-office', path: '/supervision/figures' },
  { name: 'papers', username: 'liutang-clerk', title: '屋后阳沟堵了', form: '打印文书' },
  { name: 'accounts', username: 'shili-admin', path: '/admin/accounts' },
  { name: 'workbench-phone', username: 'liutang-clerk', path: '/', phone: true },
  { name: 'case-phone', username: 'liutang-clerk', title: '打米机半夜响', phone: true },
  { name: 'say-phone', username: 'liutang-gridworker', path: '/say', phone: true },
];

it('draws every page', async () => {
  mkdirSync(FOLDER, { recursive: true });
  const desk = await Desk.open({ DEMO_CASES: 'true' });
  try {
    await until(() => /演示乡镇/.test(desk.product.output), 'the cases of the township', 180_000);
    for (const shot of SHOTS) {
      const page = await desk.signedIn(shot.username, shot.phone ? PHONE : { ...DESK, ...TABLET });
      await desk.goTo(page, shot);
      await page.screenshot({ path: join(FOLDER, `${shot.name}.jpg`), type: 'jpeg', quality: 78 });
      await page.context().close();
    }
  } finally {
    await desk.close();
  }
}, 600_000);
