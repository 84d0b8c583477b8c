export const FLOOR_QUEUE = { plain: 'bench-floor', encrypted: 'bench-floor-encrypted' } as const;
