/** Parts of the recorder's statement that keep the daily figures and who had to do with an open case. */

/** The case and its steps as they were before these events: the statement's snapshot. */
const CELL = `
    CASE WHEN n.doc ? 'category' THEN n.doc->>'category' ELSE coalesce(was.category, '') END AS category,
    coalesce(n.doc->>'procedure_key', was.procedure_key) AS procedure_key`;

/**
 * The pauses that these events ended, as one multirange; what they don't tell is as `row` has it. A pause that ended late
 * ended with its last day.
 */
export function pausedSpans(row?: string): string {
  const was = (column: string): string => (row ? `, ${row}.${column}` : '');
  const from = `coalesce((p->>'from')::timestamptz${was('paused_since')})`;
  const until = `coalesce((p->>'until')::timestamptz${was('paused_until')})`;
  return `coalesce((
      SELECT range_agg(tstzrange(${from}, greatest(${from}, least((p->>'to')::timestamptz, ${until}))))
      FROM jsonb_array_elements(:spans::jsonb) AS p), '{}'::tstzmultirange)`;
}

/** How long the clocks stood while the step was open. */
const PAUSED = `coalesce((
      SELECT sum(upper(r) - lower(r)) FROM unnest(
        (coalesce(was.paused_spans, '{}') + ${pausedSpans('was')})
        * tstzmultirange(tstzrange(t.started_at, greatest(t.started_at, t.done_at)))) AS r), interval '0')`;

/**
 * `head` tells whether the case is restricted. In one order always: two cases of a village that are recorded at once must
 * not wait for each other crosswise.
 *
 * @param sign SQL: 1 counts, -1 takes away what was counted
 */
export const figures = (sign = '1'): string => `
was AS (
  SELECT c.category, c.procedure_key, c.paused_since, c.paused_until, c.paused_spans FROM case_row c JOIN head ON head.id = c.id),
backlog_in AS (
  INSERT INTO backlog_day AS b (village_id, county_id, township_id, day, category, procedure_key, restricted,
    opened, closed, delta)
  SELECT x.village_id, x.county_id, x.township_id, x.day, x.category, x.procedure_key, x.restricted,
    ${sign} * sum(x.opened), ${sign} * sum(x.closed), ${sign} * sum(x.delta)
  FROM (
    SELECT head.village_id, head.county_id, head.township_id, head.restricted, (n.doc->>'day')::date AS day,${CELL},
      (n.doc->>'opened')::integer AS opened, (n.doc->>'closed')::integer AS closed,
      (n.doc->>'delta')::integer AS delta
    FROM head LEFT JOIN was ON true CROSS JOIN jsonb_array_elements(:backlog::jsonb) AS n(doc)) x
  GROUP BY x.village_id, x.county_id, x.township_id, x.day, x.category, x.procedure_key, x.restricted
  HAVING sum(x.opened) <> 0 OR sum(x.closed) <> 0 OR sum(x.delta) <> 0
  ORDER BY x.day, x.category, x.procedure_key
  ON CONFLICT (village_id, day, category, procedure_key, restricted) DO UPDATE SET
    opened = b.opened + excluded.opened, closed = b.closed + excluded.closed, delta = b.delta + excluded.delta),
dwell_in AS (
  INSERT INTO step_dwell_day AS d (village_id, county_id, township_id, day, category, procedure_key, kind, late,
    restricted, count, milliseconds, overdue)
  SELECT x.village_id, x.county_id, x.township_id, x.day, x.category, x.procedure_key, x.kind, x.late, x.restricted,
    ${sign} * count(*), ${sign} * sum(1000 * extract(epoch FROM x.done_at - x.started_at - x.paused))::bigint,
    ${sign} * count(*) FILTER (WHERE x.done_at >= x.due_at)
  FROM (
    SELECT head.village_id, head.county_id, head.township_id, head.restricted, (n.doc->>'day')::date AS day,${CELL},
      n.doc->>'kind' AS kind, coalesce((n.doc->>'late')::boolean, s.entered_at > s.started_at, false) AS late, t.done_at, t.started_at,
      coalesce((n.doc->>'due_at')::timestamptz, s.due_at) AS due_at, ${PAUSED} AS paused
    FROM head LEFT JOIN was ON true CROSS JOIN jsonb_array_elements(:dwell::jsonb) AS n(doc)
    LEFT JOIN step_row s ON s.case_id = head.id AND s.step = n.doc->>'step'
    CROSS JOIN LATERAL (
      SELECT (n.doc->>'done_at')::timestamptz AS done_at,
        coalesce((n.doc->>'started_at')::timestamptz, s.started_at) AS started_at) t) x
  GROUP BY x.village_id, x.county_id, x.township_id, x.day, x.category, x.procedure_key, x.kind, x.late, x.restricted
  ORDER BY x.day, x.category, x.procedure_key, x.kind, x.late
  ON CONFLICT (village_id, day, category, procedure_key, kind, late, restricted) DO UPDATE SET
    count = d.count + excluded.count, milliseconds = d.milliseconds + excluded.milliseconds, overdue = d.overdue + excluded.overdue)`;

/** `:staysOpen` is null when the events neither close nor reopen the case. */
export const ACTORS = `
actor_in AS (
  INSERT INTO case_actor AS a (case_id, account_id, open)
  SELECT head.id, n.account_id, coalesce(:staysOpen::boolean, true)
  FROM head, unnest(:actors::uuid[]) AS n(account_id)
  ON CONFLICT (case_id, account_id) DO UPDATE SET open = excluded.open WHERE a.open <> excluded.open)`;

export const OTHER_ACTORS = `
actor_changed AS (
  UPDATE case_actor a SET open = :staysOpen::boolean FROM head
  WHERE :staysOpen::boolean IS NOT NULL AND a.case_id = head.id AND a.account_id <> ALL (:actors::uuid[])
    AND a.open <> :staysOpen::boolean)`;
