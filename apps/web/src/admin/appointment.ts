import { useQuery } from '@tanstack/react-query';
import { listDepartments, listPlaces } from '../client/sdk.gen';
import type { PlaceDto } from '../client/types.gen';
import { oneOf } from '../form/ask-schemas';
import type { FieldSchema, Option } from '../form/schema';
import { answer } from '../lib/api';
import { orAsKept } from '../lib/sealed-store';
import { labelsOf, useWords } from '../words';

/** The tree of places; without a network as it was the last time. */
export const usePlaces = () =>
  useQuery({
    queryKey: ['places'],
    queryFn: orAsKept('places', () => answer(listPlaces())),
    staleTime: 60_000,
  });

/** Every place with what it lies in: `清溪镇 › 柳塘村`. */
export const placeOptions = (places: readonly PlaceDto[], above = ''): Option[] =>
  places.flatMap(({ id, name, children }) => {
    const path = above === '' ? name : `${above} › ${name}`;
    return [{ id, name: path }, ...placeOptions(children, path)];
  });

/** The fields of an appointment: which role, where, for which department. */
export function useAppointment(): Record<string, FieldSchema> {
  const { t } = useWords();
  const places = usePlaces();
  const departments = useQuery({
    queryKey: ['departments', 'all'],
    queryFn: () => answer(listDepartments({ query: { limit: 200 } })),
  });
  return {
    role: oneOf(t('web.admin.role'), labelsOf('role')),
    placeId: {
      type: 'string',
      title: t('web.admin.place'),
      'x-options': placeOptions(places.data?.items ?? []),
    },
    departmentId: {
      type: 'string',
      title: t('web.admin.department'),
      'x-when': { role: ['department'] },
      'x-options': departments.data?.items.map(({ id, name }) => ({ id, name })) ?? [],
    },
  };
}
