/** A scope is one equality on a place column, so lists have an index a level. */
export const COUNTY_TO_GRID = ['county', 'township', 'village', 'grid'] as const;
export const COUNTY_TO_VILLAGE = ['county', 'township', 'village'] as const;
export const COUNTY_AND_TOWNSHIP = ['county', 'township'] as const;

export const perLevel = <Level extends string>(
  levels: readonly Level[],
  ddl: (level: Level) => string,
): string => levels.map(ddl).join('\n');
