/** For tables whose rows are written once. */
export const REFUSE_CHANGE = `
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'rows of % are never changed nor deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
`;

export const immutable = (table: string): string => `
  CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`;
