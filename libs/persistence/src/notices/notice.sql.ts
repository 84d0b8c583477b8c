import { MAY_BE_ASSIGNED } from '../read/assignees.js';

/** A holder of the role to which message `m` went, at its place or above; a department's, of one that it is for. */
const HOLDS_ROLE = `h.role = m.role AND h.place_id IN (m.county_id, m.township_id, m.village_id, m.grid_id)
  AND h.valid_from <= $1 AND (h.valid_to IS NULL OR h.valid_to > $1)
  AND (h.role <> 'department' OR h.department_id IS NULL OR h.department_id = ANY (m.department_ids)
    OR m.department_ids IS NULL AND EXISTS (
      SELECT FROM case_department d WHERE d.case_id = m.case_id AND d.department_id = h.department_id))`;

/** Of a restricted case `c` only those are written to who must act: as `unhidden`, by the memberships of recipient `i`. */
const MUST_ACT = `(NOT c.restricted OR EXISTS (
      SELECT FROM membership h
      WHERE h.account_id = i.account_id AND h.place_id IN (c.county_id, c.township_id, c.village_id, c.grid_id)
        AND h.valid_from <= $1 AND (h.valid_to IS NULL OR h.valid_to > $1)
        AND (h.role <> 'department' OR EXISTS (
          SELECT FROM case_department d WHERE d.case_id = c.id AND d.department_id = h.department_id))
        AND (h.role = 'townshipOffice'
          OR EXISTS (SELECT FROM step_row r WHERE r.case_id = c.id AND r.status = 'open'
            AND ((h.role, r.owner_role) IN (${MAY_BE_ASSIGNED})
              OR h.role = 'county' AND r.owner_role = 'townshipOffice' AND (r.extension_asked OR r.assignment_escalated)))
          OR EXISTS (SELECT FROM duty_row o WHERE o.case_id = c.id AND o.ended_at IS NULL
            AND (o.account_id = i.account_id OR o.level = h.role OR (h.role, o.role) IN (${MAY_BE_ASSIGNED})))
          OR h.role NOT IN ('county', 'administrator', 'systemAdmin')
            AND EXISTS (SELECT FROM case_actor a WHERE a.case_id = c.id AND a.account_id = i.account_id))))`;

/** The account to which message `m` went has a role still where the case is. */
const SERVES = `EXISTS (
      SELECT FROM membership h WHERE h.account_id = m.account_id
        AND h.place_id IN (m.county_id, m.township_id, m.village_id, m.grid_id)
        AND h.valid_from <= $1 AND (h.valid_to IS NULL OR h.valid_to > $1))`;

/** A department of which message `m` asks something owes it still, and no colleague of `i` holds step `s` for it. */
const STILL_OWES = `(m.department_ids IS NULL OR h.department_id IS NULL OR (
  (s.assignee IS NULL OR s.assignee = i.account_id OR NOT (h.department_id = ANY (s.assigned_departments))) AND EXISTS (
    SELECT FROM case_department d
    WHERE d.case_id = m.case_id AND d.department_id = h.department_id AND (d.position IS NULL OR d.position = 'disagree'))))`;

/** The times of message `m`: those of its county, else those of all that have no calendar of their own. $3 JSON. */
const TIMES = `CROSS JOIN LATERAL (
      SELECT * FROM jsonb_to_recordset($3::jsonb)
        AS t(county_id uuid, urgent_before timestamptz, send_at timestamptz, day date, digest_at timestamptz)
      WHERE t.county_id = m.county_id OR t.county_id IS NULL ORDER BY t.county_id NULLS LAST LIMIT 1) t`;

/**
 * $1 now, $2 channel, $3 the times of each county, $4 the oldest message that is still worth it, $5 how many at most.
 * The locks keep two workers from taking the same message; the key of `notice_item` would refuse the second anyway.
 */
export const SPREAD = `
  WITH fresh AS MATERIALIZED (
    SELECT source_id, seq FROM mailbox WHERE noticed_at IS NULL
    ORDER BY created_at LIMIT $5::integer FOR UPDATE SKIP LOCKED),
  m AS (
    UPDATE mailbox SET noticed_at = $1 FROM fresh
    WHERE mailbox.source_id = fresh.source_id AND mailbox.seq = fresh.seq RETURNING mailbox.*),
  recipient AS (
    SELECT m.source_id, m.seq, t.send_at, a.id AS account_id,
           c.urgent OR m.kind = 'nudge' OR m.duty_id IS NOT NULL OR coalesce(m.due_at < t.urgent_before, false)
             AS at_once
    FROM m
    ${TIMES}
    JOIN case_row c ON c.id = m.case_id
    CROSS JOIN LATERAL (
      SELECT m.account_id AS id WHERE m.account_id IS NOT NULL
      UNION SELECT h.account_id FROM membership h WHERE ${HOLDS_ROLE}) r
    JOIN account a ON a.id = r.id
    WHERE m.created_at >= $4 AND a.email_since <= m.created_at
      AND (a.disabled_at IS NULL OR a.disabled_at > $1)),
  item AS (
    INSERT INTO notice_item (account_id, channel, source_id, seq, notice_id)
    SELECT account_id, $2, source_id, seq, CASE WHEN at_once THEN gen_random_uuid() END FROM recipient
    ON CONFLICT DO NOTHING RETURNING account_id, source_id, seq, notice_id),
  notice_made AS (
    INSERT INTO notice (id, channel, kind, account_id, status, due_at, created_at)
    SELECT item.notice_id, $2, 'reminder', account_id, 'waiting', recipient.send_at, $1
    FROM item JOIN recipient USING (account_id, source_id, seq) WHERE item.notice_id IS NOT NULL)
  SELECT count(*)::integer AS taken FROM m`;

/**
 * $1 now, $2 channel, $3 the times of each county: where its office is open, the day and the instant of the digest. What
 * came later waits for the next one; whoever had a digest on that day gets no other.
 */
export const DIGEST = `
  WITH waiting AS (
    SELECT i.account_id, i.source_id, i.seq, t.day, t.digest_at
    FROM notice_item i JOIN mailbox m USING (source_id, seq)
    ${TIMES}
    WHERE i.notice_id IS NULL AND i.channel = $2 AND m.created_at < t.digest_at),
  made AS (
    INSERT INTO notice (id, channel, kind, account_id, day, status, due_at, created_at)
    SELECT gen_random_uuid(), $2, 'digest', account_id, day, 'waiting', digest_at, $1
    FROM (SELECT DISTINCT account_id, day, digest_at FROM waiting) whose
    ON CONFLICT DO NOTHING RETURNING id, account_id),
  filled AS (
    UPDATE notice_item i SET notice_id = made.id FROM made, waiting w
    WHERE made.account_id = w.account_id AND i.channel = $2
      AND (i.account_id, i.source_id, i.seq) = (w.account_id, w.source_id, w.seq))
  SELECT count(*)::integer AS made FROM made`;

/** $1 now, $2 channel, $3 until when it is this worker's, $4 how many at most. Taking counts as an attempt. */
export const TAKE = `
  WITH due AS MATERIALIZED (
    SELECT id FROM notice WHERE status = 'waiting' AND channel = $2 AND due_at <= $1
    ORDER BY due_at LIMIT $4::integer FOR UPDATE SKIP LOCKED)
  UPDATE notice n SET attempts = n.attempts + 1, due_at = $3
  FROM due, account a
  WHERE n.id = due.id AND a.id = n.account_id
  RETURNING n.id, n.kind, n.account_id, n.attempts, a.email,
            a.disabled_at IS NOT NULL AND a.disabled_at <= $1 AS disabled,
            ARRAY(SELECT DISTINCT m.county_id FROM notice_item i JOIN mailbox m USING (source_id, seq)
              WHERE i.notice_id = n.id) AS county_ids`;

/**
 * $1 now, $2 the notice: its messages that still call for something. Not what was read, done or begun anew, what is
 * another's by now, of a paused case, nor what went to a role that the person no longer holds. What departments
 * owe is each one's own: it is a colleague's or done by now, whoever else still owes.
 */
export const STILL_OPEN = `
  SELECT c.id AS case_id, c.number, c.urgent, s.step, s.kind AS step_kind, s.effective_due_at AS due_at, array_agg(DISTINCT m.kind) AS kinds
  FROM notice_item i
  JOIN mailbox m USING (source_id, seq)
  JOIN case_row c ON c.id = m.case_id AND c.closed_at IS NULL
  JOIN step_row s ON s.case_id = m.case_id AND s.step = m.step AND s.status = 'open'
  WHERE i.notice_id = $2 AND m.duty_id IS NULL AND m.read_at IS NULL AND s.started_at <= m.created_at
    AND (c.paused_until IS NULL OR c.paused_until <= $1) AND ${MUST_ACT}
    AND CASE WHEN m.account_id IS NULL
      THEN (s.assignee IS NULL OR s.owner_role <> m.role OR s.assignee = i.account_id OR m.department_ids IS NOT NULL)
        AND EXISTS (SELECT FROM membership h WHERE h.account_id = i.account_id AND ${HOLDS_ROLE} AND ${STILL_OWES})
      ELSE (m.kind IN ('extensionApproved', 'extensionRefused') OR s.assignee = m.account_id) AND ${SERVES} END
    AND CASE m.kind WHEN 'unassigned' THEN s.assignee IS NULL WHEN 'extensionRequested' THEN s.extension_asked
      WHEN 'assignmentEscalated' THEN s.assignment_escalated ELSE true END
  GROUP BY c.id, s.case_id, s.step
  ORDER BY min(s.effective_due_at) OVER (PARTITION BY c.id), c.number, s.effective_due_at, s.step`;

/**
 * The same of supervision orders: those that wait for the recipient's answer, or for the issuer's judgement. One that
 * was returned begins anew; one that was readdressed calls for nothing from whom it went to before.
 */
export const SUPERVISION_ORDERS_STILL_OPEN = `
  SELECT c.id AS case_id, c.number, c.urgent, d.id AS order_id, d.status, d.due_at
  FROM notice_item i
  JOIN mailbox m USING (source_id, seq)
  JOIN case_row c ON c.id = m.case_id
  JOIN duty_row d ON d.id = m.duty_id
  WHERE i.notice_id = $2 AND m.read_at IS NULL AND ${MUST_ACT}
    AND CASE m.kind
      WHEN 'supervisionOrderAnswered' THEN d.status = 'answered' AND d.answered_at <= m.created_at
      WHEN 'supervisionOrderClosed' THEN false
      WHEN 'supervisionOrderCancelled' THEN false
      WHEN 'supervisionOrderOverdue' THEN d.status = 'open' AND d.started_at <= m.created_at
      ELSE d.status = 'open' AND d.started_at <= m.created_at
        AND (d.account_id = m.account_id OR d.role = m.role) END
    AND (${SERVES}
      OR EXISTS (SELECT FROM membership h WHERE h.account_id = i.account_id AND ${HOLDS_ROLE}))
  GROUP BY c.id, d.id
  ORDER BY d.due_at, d.id`;

/** Only who took it last may say how it ended, unless it was sent: that is true whoever took it since. */
export const SETTLE = `
  UPDATE notice SET status = $3, cause = $4, settled_at = $5, smtp_code = $6
  WHERE id = $1 AND status <> 'sent' AND ($3 = 'sent' OR (status = 'waiting' AND attempts = $2))`;

export const POSTPONE = `
  UPDATE notice SET due_at = $4, cause = $3, smtp_code = $5 WHERE id = $1 AND status = 'waiting' AND attempts = $2`;

/** Taking it was no attempt. */
export const PUT_OFF = `
  UPDATE notice SET due_at = $3, attempts = attempts - 1 WHERE id = $1 AND status = 'waiting' AND attempts = $2`;
