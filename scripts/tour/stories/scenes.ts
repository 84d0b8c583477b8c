import type { Walk } from '../walk.js';

/** Each member is talked to once before the meeting; then the talks are closed. */
export async function talk(walk: Walk, members: string[], results: string[]): Promise<void> {
  for (const [index, memberId] of members.entries())
    await walk.act(
      'consult',
      'talk',
      { memberId, result: results[index] ?? 'aligned' },
      { zh: '会前和一位群英谈过', en: 'one member is talked to', by: 'convener', channel: 'phone' },
    );
  await walk.act('consult', 'complete', {}, { zh: '会前沟通完成', en: 'all are talked to', by: 'convener' });
}

/** Visit after visit, each when its time has come, until the case is archived. */
export async function revisitUntilClosed(walk: Walk, note: string): Promise<void> {
  for (let view = await walk.view(); view.status === 'open'; view = await walk.view())
    await walk.act(
      'revisit',
      'visit',
      { holding: true, note, milestones: view.milestones.map(({ id }) => id) },
      { zh: `回头看：${note}`, en: 'looked at again: it holds', hours: 2 },
    );
}
