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

/** The members come to the meeting that was called. */
export async function attend(walk: Walk, members: string[], zh: string, en: string): Promise<void> {
  await walk.act('deliberate', 'attend', { members }, { zh, en, by: 'convener' });
}

/** One item of the agenda after the other: its code, what was said, and how it is told. */
export async function agenda(
  walk: Walk,
  items: readonly (readonly [item: string, minutes: string, zh: string, en: string])[],
): Promise<void> {
  for (const [item, minutes, zh, en] of items)
    await walk.act('deliberate', 'agenda', { item, minutes }, { zh, en, by: 'convener' });
}

/** What was agreed becomes the consent form. */
export async function putInWriting(walk: Walk, terms: string): Promise<void> {
  await walk.act(
    'deliberate',
    'complete',
    { result: 'consensus', form: 'consentForm', terms },
    { zh: '形成议事结果同意书', en: 'the consent form is drawn up', by: 'convener' },
  );
}

export async function sign(walk: Walk, signers: readonly string[]): Promise<void> {
  for (const signerId of signers)
    await walk.act(
      'sign',
      'sign',
      { signerId, manner: 'signature' },
      { zh: '一位群英签字', en: 'a member signs', onBehalfOf: signerId, channel: 'meeting' },
    );
}

export async function dissent(
  walk: Walk,
  signerId: string,
  reason: string,
  { zh = '一位群英保留意见', en = 'a member dissents on record' } = {},
): Promise<void> {
  const teller = { zh, en, onBehalfOf: signerId, channel: 'meeting' };
  await walk.act('sign', 'dissent', { signerId, reason }, teller);
}
