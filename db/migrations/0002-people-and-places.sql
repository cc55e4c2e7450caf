CREATE SEQUENCE person_reference START 1001;

CREATE TABLE area (
  alliance_id uuid NOT NULL REFERENCES alliance,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('ward', 'lsoa')),
  ward_code text,
  borough_code text,
  lat double precision,
  lon double precision,
  outline jsonb,
  population integer,
  population_65 integer,
  deprivation_decile integer CHECK (deprivation_decile BETWEEN 1 AND 10),
  exclusion_risk double precision CHECK (exclusion_risk BETWEEN 0 AND 10),
  PRIMARY KEY (alliance_id, code)
);

CREATE TABLE postcode (
  alliance_id uuid NOT NULL REFERENCES alliance,
  postcode text NOT NULL CHECK (postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'),
  lat double precision NOT NULL,
  lon double precision NOT NULL,
  ward_code text,
  lsoa_code text,
  borough_code text,
  PRIMARY KEY (alliance_id, postcode)
);

CREATE TABLE partner (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  sector text NOT NULL CHECK (sector IN ('public', 'private', 'voluntary')),
  what_they_do text NOT NULL DEFAULT '',
  contact_name text NOT NULL DEFAULT '',
  email text,
  phone text,
  website text,
  joined_on date NOT NULL,
  left_on date,
  CHECK (left_on IS NULL OR left_on >= joined_on),
  PRIMARY KEY (alliance_id, id)
);
CREATE UNIQUE INDEX partner_name ON partner (alliance_id, lower(name));

CREATE TABLE place (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('library', 'community', 'office', 'other')),
  partner_id uuid,
  address text NOT NULL DEFAULT '',
  postcode text,
  lat double precision,
  lon double precision,
  ward_code text,
  email text,
  website text,
  -- [{ "day": "monday", "opens": "09:00", "closes": "17:00" }], wall-clock Europe/London
  opening_hours jsonb NOT NULL DEFAULT '[]',
  takes_donations boolean NOT NULL DEFAULT false,
  closed_on date,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner
);
CREATE UNIQUE INDEX place_name ON place (alliance_id, lower(name), coalesce(postcode, ''));

CREATE TABLE person (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('P-', 'person_reference'),
  name text NOT NULL CHECK (name <> ''),
  known_as text NOT NULL DEFAULT '',
  birth_year integer CHECK (birth_year BETWEEN 1900 AND 2100),
  address text NOT NULL DEFAULT '',
  postcode text,
  lat double precision,
  lon double precision,
  ward_code text,
  email text,
  language text NOT NULL DEFAULT 'en',
  support_needs text NOT NULL DEFAULT '',
  -- How to reach this person safely: shown first wherever someone might ring or write.
  safe_contact text NOT NULL DEFAULT '',
  reach_by text NOT NULL DEFAULT 'call' CHECK (reach_by IN ('call', 'text', 'email', 'letter', 'through_someone')),
  -- A stable key from the file a person was imported from, so that an import can be repeated.
  import_key text,
  created_on date NOT NULL,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference)
);
CREATE UNIQUE INDEX person_import_key ON person (alliance_id, import_key) WHERE import_key IS NOT NULL;
CREATE INDEX person_name ON person (alliance_id, name, id);
CREATE INDEX person_created ON person (alliance_id, created_on, id);

CREATE TABLE person_phone (
  alliance_id uuid NOT NULL,
  person_id uuid NOT NULL,
  number text NOT NULL CHECK (number ~ '^\+[1-9][0-9]{6,14}$'),
  PRIMARY KEY (alliance_id, person_id, number),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);

-- What a person can be found by: folded name words and how they sound, phone, postcode, email, reference.
-- Made from the person in the same transaction, and without a foreign key: checking a million tokens doubled an import's time.
-- Plain prefixes on a b-tree, since row-level security keeps an index from serving operators that are not leakproof.
CREATE TABLE person_token (
  alliance_id uuid NOT NULL,
  token text NOT NULL COLLATE "C",
  person_id uuid NOT NULL,
  PRIMARY KEY (alliance_id, token, person_id)
);
CREATE INDEX person_token_person ON person_token (alliance_id, person_id);

ALTER TABLE account
  ADD FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  ADD FOREIGN KEY (alliance_id, partner_id) REFERENCES partner;

CREATE TABLE import_run (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  kind text NOT NULL,
  filename text NOT NULL,
  content bytea,
  status text NOT NULL CHECK (status IN ('uploaded', 'waiting', 'running', 'done', 'failed')),
  -- The file's own columns, so that its bad rows go back as they came.
  columns text[] NOT NULL DEFAULT '{}',
  -- [{ "name": "postcode", "column": "Post code" }]
  mapping jsonb NOT NULL DEFAULT '[]',
  mode text NOT NULL DEFAULT 'all' CHECK (mode IN ('all', 'good')),
  rows_read integer NOT NULL DEFAULT 0,
  rows_written integer NOT NULL DEFAULT 0,
  rows_bad integer NOT NULL DEFAULT 0,
  -- Rows passed over on purpose, counted by reason: { "of another borough": 25 }
  left_out jsonb NOT NULL DEFAULT '{}',
  failure text,
  account_id uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (alliance_id, id)
);
CREATE INDEX import_run_created ON import_run (alliance_id, created_at DESC, id DESC);

CREATE TABLE import_bad_row (
  alliance_id uuid NOT NULL,
  import_run_id uuid NOT NULL,
  line integer NOT NULL,
  cells jsonb NOT NULL,
  problems jsonb NOT NULL,
  PRIMARY KEY (alliance_id, import_run_id, line),
  FOREIGN KEY (alliance_id, import_run_id) REFERENCES import_run
);
