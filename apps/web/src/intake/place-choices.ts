import { usePlaces } from '../admin/appointment';
import type { PlaceDto } from '../client/types.gen';

export interface PlaceChoice {
  value: string;
  label: string;
  villageId: string;
}

/** Villages and grids of one's own, each with the way to it. */
const choicesIn = (places: PlaceDto[], above: string[] = []): PlaceChoice[] =>
  places.flatMap(({ id, name, level, inScope, children }) => {
    const way = [...above, name];
    const own =
      inScope && level === 'village' ? [{ value: id, label: way.slice(-2).join(' '), villageId: id }] : [];
    const grids = children
      .filter((one) => one.level === 'grid' && one.inScope)
      .map((one) => ({ value: one.id, label: [...way.slice(-1), one.name].join(' '), villageId: id }));
    return [
      ...own,
      ...grids,
      ...choicesIn(
        children.filter((one) => one.level !== 'grid'),
        way,
      ),
    ];
  });

/** Where a matter may belong that one enters. */
export function usePlaceChoices(): PlaceChoice[] {
  return choicesIn(usePlaces().data?.items ?? []);
}
