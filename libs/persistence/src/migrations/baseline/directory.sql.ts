/** Organisation, people and pools. What is sealed by the key ring is bytea. */
export const DIRECTORY = `
  CREATE TABLE place (
    id uuid PRIMARY KEY,
    parent_id uuid REFERENCES place,
    level text NOT NULL CHECK (level IN ('county', 'township', 'village', 'grid')),
    name text NOT NULL,
    division_code text,
    CHECK ((parent_id IS NULL) = (level = 'county')),
    UNIQUE NULLS NOT DISTINCT (parent_id, name)
  );

  CREATE TABLE department (
    id uuid PRIMARY KEY,
    place_id uuid NOT NULL REFERENCES place,
    name text NOT NULL,
    kind text NOT NULL,
    UNIQUE (place_id, name)
  );

  CREATE TABLE account (
    id uuid PRIMARY KEY,
    username text NOT NULL UNIQUE CHECK (username = lower(username)),
    password_hash text NOT NULL,
    -- Set by somebody else: to be changed by oneself.
    password_provisional boolean NOT NULL DEFAULT false,
    name bytea NOT NULL,
    -- Where notices go.
    email bytea,
    email_since timestamptz,
    -- By which whoever waits for the office's work can call.
    office_phone bytea,
    -- What the account has set for itself: phrases, views of the register.
    preferences bytea,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    CHECK ((email IS NULL) = (email_since IS NULL))
  );

  CREATE TABLE membership (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account,
    role text NOT NULL,
    place_id uuid NOT NULL REFERENCES place,
    department_id uuid REFERENCES department,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    CHECK (valid_to > valid_from)
  );
  -- Nobody holds the same role at the same place twice at a time.
  CREATE UNIQUE INDEX membership_running ON membership (account_id, role, place_id, coalesce(department_id, account_id))
    WHERE valid_to IS NULL;
  CREATE INDEX membership_by_account ON membership (account_id);
  CREATE INDEX membership_by_place ON membership (place_id, role);

  CREATE TABLE person (
    id uuid PRIMARY KEY,
    village_id uuid NOT NULL REFERENCES place,
    -- Group or grid within the village.
    grid_id uuid REFERENCES place,
    name bytea,
    -- As the village calls them.
    nickname bytea,
    phone bytea,
    name_index text,
    phone_index text,
    index_key text NOT NULL,
    birth_year smallint CHECK (birth_year BETWEEN 1900 AND 2100),
    created_at timestamptz NOT NULL,
    erased_at timestamptz
  );
  CREATE INDEX person_by_name ON person (name_index);
  CREATE INDEX person_by_phone ON person (phone_index);
  CREATE INDEX person_by_village ON person (village_id, id);

  CREATE TABLE person_kin (
    person_id uuid NOT NULL REFERENCES person,
    kin_id uuid NOT NULL REFERENCES person,
    relation text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, kin_id),
    CHECK (person_id < kin_id)
  );
  CREATE INDEX person_kin_reverse ON person_kin (kin_id);

  CREATE TABLE pool (
    id uuid PRIMARY KEY,
    place_id uuid NOT NULL REFERENCES place,
    kind text NOT NULL CHECK (kind IN ('resident', 'expert')),
    name text NOT NULL,
    UNIQUE (place_id, name)
  );

  CREATE TABLE pool_member (
    id uuid PRIMARY KEY,
    pool_id uuid NOT NULL REFERENCES pool,
    person_id uuid NOT NULL REFERENCES person,
    nomination text NOT NULL,
    expertise text,
    mediator boolean NOT NULL DEFAULT false,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    CHECK (valid_to > valid_from)
  );
  CREATE UNIQUE INDEX pool_member_current ON pool_member (pool_id, person_id) WHERE valid_to IS NULL;
  CREATE INDEX pool_member_by_person ON pool_member (person_id);
`;
