import type { Pool } from '#persistence';

export interface FloorActivities {
  write(row: { id: string; seq: number; argument?: unknown }): Promise<void>;
}

export const FLOOR_TABLE = `
  CREATE TABLE IF NOT EXISTS bench_floor (id uuid NOT NULL, seq integer NOT NULL, PRIMARY KEY (id, seq))`;

export const floorActivities = (pool: Pool): FloorActivities => ({
  async write({ id, seq }) {
    await pool.query({ name: 'floor', text: 'INSERT INTO bench_floor VALUES ($1, $2)', values: [id, seq] });
  },
});
