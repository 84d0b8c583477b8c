import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '6f0f6d4e-2b0b-5c53-9d5e-3a3f5f0c9d11';

/** Seeded rows have ids made from what they are, so that seeding again finds them. */
export const demoId = (...parts: string[]): string => uuidv5(parts.join('/'), NAMESPACE);
export const placeId = (key: string): string => demoId('place', key);
export const personId = (placeKey: string, name: string): string => demoId('person', placeKey, name);
