export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

export const isRecord = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
