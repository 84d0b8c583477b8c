import type { QueryConfig } from 'pg';
import type { Pool, Queryable } from '#persistence';

/** A node of a plan that was carried out, as far as it is looked at. */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

/** What a statement had to do. */
export interface Work {
  /** Relations that were read from end to end, and the rows of it. */
  wholeTables: string[];
  indexes: string[];
  /** The most rows that one scan read, over all its loops. */
  mostRead: number;
  /** The most rows that one sort took in. */
  mostSorted: number;
}

/** Runs statements on the pool and remembers what each had to do. */
export function watching(pool: Pool): { db: Queryable & Pool; work: () => Work } {
  const nodes: PlanNode[] = [];
  const query = async (statement: string | QueryConfig, given?: unknown[]) => {
    const { text, values = [] } =
      typeof statement === 'string' ? { text: statement, values: given } : statement;
    const { rows } = await pool.query({
      text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values: values as unknown[],
    });
    nodes.push(...flat((rows[0] as { 'QUERY PLAN': { Plan: PlanNode }[] })['QUERY PLAN'][0]!.Plan));
    return pool.query(text, values as unknown[]);
  };
  return { db: { query } as unknown as Queryable & Pool, work: () => workOf(nodes) };
}

const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];

const workOf = (nodes: readonly PlanNode[]): Work => ({
  wholeTables: nodes
    .filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0)
    .flatMap((node) => node['Relation Name'] ?? []),
  indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
  mostRead: Math.max(0, ...nodes.filter((node) => node['Node Type'].endsWith('Scan')).map(read)),
  mostSorted: Math.max(
    0,
    ...nodes
      .filter((node) => /Sort$/.test(node['Node Type']))
      .map(({ Plans = [] }) => Plans.reduce((sum, child) => sum + rows(child), 0)),
  ),
});

const rows = (node: PlanNode): number => node['Actual Rows'] * node['Actual Loops'];
const read = (node: PlanNode): number =>
  (node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0)) *
  node['Actual Loops'];
