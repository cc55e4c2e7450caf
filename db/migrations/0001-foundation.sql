-- Who we are, who signs in, and the journal. Every table starts its key with alliance_id; row-level security
-- is switched on for all of them by secure_tables() after each migration, so no table can be forgotten.
CREATE EXTENSION IF NOT EXISTS btree_gist;

/* The alliance this transaction speaks for; null means none, and then no row is visible. */
CREATE FUNCTION current_alliance() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('digiknow.alliance_id', true), '')::uuid;

/* Short references that people read out: next_reference('P-', 'person_reference') gives P-2291. */
CREATE FUNCTION next_reference(prefix text, counter regclass) RETURNS text LANGUAGE plpgsql AS $$
DECLARE n text := nextval(counter)::text;
BEGIN
  RETURN prefix || lpad(n, greatest(4, length(n)), '0');
END $$;

CREATE TABLE alliance (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text NOT NULL,
  borough text NOT NULL,
  strapline text NOT NULL DEFAULT '',
  -- A region is a tenant too: it has a name, a brand and accounts, and no people.
  is_region boolean NOT NULL DEFAULT false,
  region_id uuid REFERENCES alliance,
  borough_code text,
  champion_word text NOT NULL DEFAULT 'digital champion',
  helpline_number text,
  helpline_hours text NOT NULL DEFAULT '',
  brand jsonb NOT NULL DEFAULT '{}',
  loan_months integer NOT NULL DEFAULT 3 CHECK (loan_months BETWEEN 1 AND 12),
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (NOT (is_region AND region_id IS NOT NULL))
);

CREATE TABLE account (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  person_id uuid,
  partner_id uuid,
  -- A made-up person of the demonstration: nobody signs in as one anywhere else.
  persona text,
  signed_in_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, email)
);

CREATE TABLE account_role (
  alliance_id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  PRIMARY KEY (alliance_id, account_id, role),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);

CREATE TABLE sign_in (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, token_hash),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);

-- One-time codes and links; a code is used by setting used_at once.
CREATE TABLE sign_in_code (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('code', 'link')),
  code_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  used_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
CREATE INDEX sign_in_code_account ON sign_in_code (alliance_id, account_id, created_at);

-- A form sent twice is done once: the second press finds the first one's answer here.
CREATE TABLE submission (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  action text NOT NULL,
  account_id uuid,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (alliance_id, id)
);
CREATE INDEX submission_age ON submission (alliance_id, created_at);

CREATE TABLE event (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  account_id uuid,
  actor text NOT NULL,
  action text NOT NULL,
  about_type text NOT NULL,
  about_id uuid NOT NULL,
  person_id uuid,
  detail jsonb NOT NULL DEFAULT '{}',
  request_id text,
  PRIMARY KEY (alliance_id, id)
);

-- The records an event belongs to: a loan's event is on the loan, the device, the person and the request.
CREATE TABLE event_link (
  alliance_id uuid NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  event_id uuid NOT NULL,
  PRIMARY KEY (alliance_id, subject_type, subject_id, event_id),
  FOREIGN KEY (alliance_id, event_id) REFERENCES event
);

-- Messages that leave, and in demo mode the page that shows them.
CREATE TABLE message (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  way text NOT NULL CHECK (way IN ('email')),
  address text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  about_type text NOT NULL,
  about_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  -- What is no use after this moment is not sent after it; its words hold a secret, and are forgotten once it has gone.
  send_before timestamptz,
  sent_at timestamptz,
  failed_at timestamptz,
  failure text,
  CHECK (sent_at IS NULL OR failed_at IS NULL),
  PRIMARY KEY (alliance_id, id)
);

-- Who a sign-in token belongs to, in one round trip: sets the alliance for this one statement, so row-level security holds.
CREATE FUNCTION actor_by_token(alliance uuid, hash bytea, at timestamptz)
  RETURNS TABLE (account_id uuid, name text, person_id uuid, partner_id uuid, roles text[]) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('digiknow.alliance_id', alliance::text, true);
  RETURN QUERY
    SELECT a.id, a.name, a.person_id, a.partner_id,
      ARRAY(SELECT r.role FROM account_role r WHERE r.alliance_id = a.alliance_id AND r.account_id = a.id ORDER BY r.role)
    FROM sign_in s JOIN account a ON a.alliance_id = s.alliance_id AND a.id = s.account_id
    WHERE s.alliance_id = alliance AND s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > at AND a.closed_at IS NULL;
END $$;

-- Facts of this installation as a whole, such as that its demonstration was filled in to the end.
CREATE TABLE installation (
  name text PRIMARY KEY,
  value text NOT NULL
);
