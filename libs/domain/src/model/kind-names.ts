export const KIND_NAMES = [
  'triage',
  'answer',
  'investigate',
  'confirmTopic',
  'selectMembers',
  'consult',
  'convene',
  'deliberate',
  'sign',
  'opine',
  'decide',
  'publish',
  'implement',
  'feedback',
  'revisit',
] as const;
export type KindName = (typeof KIND_NAMES)[number];
