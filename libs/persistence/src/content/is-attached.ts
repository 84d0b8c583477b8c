/** Upload `a` was attached by a command: a row alone may belong to an upload that was refused or given up. */
export const isAttached = (a: string): string => `EXISTS (
    SELECT FROM event e WHERE e.case_id = ${a}.case_id AND e.type = 'attached'
      AND e.data ->> 'attachmentId' = ${a}.id::text)`;
