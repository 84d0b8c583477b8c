import { line } from '../form/ask-schemas';
import type { FieldSchema } from '../form/schema';
import type { PlaceChoice } from '../intake/place-choices';
import type { useWords } from '../words';

/** What is known of a person. */
export const personFields = (
  t: ReturnType<typeof useWords>['t'],
  grids: readonly PlaceChoice[],
): Record<string, FieldSchema> => ({
  name: line(t('web.admin.name')),
  phone: line(t('web.person.phone')),
  nickname: line(t('web.people.nickname')),
  ...(grids.length > 0 && {
    gridId: {
      type: 'string',
      title: t('web.people.grid'),
      'x-options': grids.map(({ value, label }) => ({ id: value, name: label })),
    },
  }),
  birthYear: { type: 'integer', title: t('web.people.birthYear'), minimum: 1900, maximum: 2100 },
});
