-- People, deep: every way to reach them, what they agreed to, how to reach them safely, who may see them at all.

DROP VIEW IF EXISTS person_reach CASCADE;
-- What is moved below is every alliance's: the owner is bound again when the policies are remade, after the migrations.
ALTER TABLE person NO FORCE ROW LEVEL SECURITY;

ALTER TABLE person
  -- What to ask for on the phone, where that is not their name: "Mrs O'Neill", "say shiv-AWN".
  ADD say_as text NOT NULL DEFAULT '',
  ADD age_band text NOT NULL DEFAULT ''
    CHECK (age_band IN ('', 'under_18', '18_24', '25_34', '35_44', '45_54', '55_64', '65_74', '75_84', '85_over')),
  ADD also_speaks text[] NOT NULL DEFAULT '{}',
  ADD interpreter boolean NOT NULL DEFAULT false,
  ADD access_needs text[] NOT NULL DEFAULT '{}' CHECK (access_needs <@ ARRAY['large_print', 'bsl', 'hearing_loop', 'easy_read', 'braille',
    'screen_reader', 'step_free', 'text_relay', 'other']),
  -- How they like to be reached, best first.
  ADD ways text[] NOT NULL DEFAULT '{}' CHECK (ways <@ ARRAY['call', 'text', 'email', 'letter', 'through_someone']),
  ADD reach_through text NOT NULL DEFAULT '',
  ADD best_times text NOT NULL DEFAULT '',
  ADD do_not_call boolean NOT NULL DEFAULT false,
  ADD has_died boolean NOT NULL DEFAULT false,
  ADD died_on date CHECK (died_on IS NULL OR has_died),
  -- A letter came back from their address.
  ADD post_failed_at timestamptz,
  ADD erased_at timestamptz;
UPDATE person SET ways = ARRAY[reach_by];

ALTER TABLE person_phone
  ADD label text NOT NULL DEFAULT '',
  ADD position integer NOT NULL DEFAULT 1,
  ADD mobile boolean NOT NULL GENERATED ALWAYS AS (number ~ '^\+447([1-57-9]|624)') STORED,
  ADD failed_at timestamptz,
  ADD texts_stopped_at timestamptz;

CREATE TABLE person_email (
  alliance_id uuid NOT NULL,
  person_id uuid NOT NULL,
  address text NOT NULL CHECK (address = lower(address)),
  position integer NOT NULL DEFAULT 1,
  failed_at timestamptz,
  PRIMARY KEY (alliance_id, person_id, address),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);
INSERT INTO person_email (alliance_id, person_id, address) SELECT alliance_id, id, lower(email) FROM person WHERE email IS NOT NULL;

-- How to reach someone without putting them in danger. It binds every message and every call: what it does not allow is not shown.
CREATE TABLE safe_contact_plan (
  alliance_id uuid NOT NULL,
  person_id uuid NOT NULL,
  -- For the human who rings: "Ask for them by name. Say you are from the library."
  words text NOT NULL DEFAULT '',
  -- The only number to ring, and the only address to write an email to, when there is one.
  safe_number text CHECK (safe_number ~ '^\+[1-9][0-9]{6,14}$'),
  safe_email text CHECK (safe_email = lower(safe_email)),
  -- [{ "day": "tuesday", "from": "10:00", "until": "12:00" }], wall-clock Europe/London; empty is any time.
  safe_windows jsonb NOT NULL DEFAULT '[]',
  voicemail_ok boolean NOT NULL DEFAULT false,
  never_text boolean NOT NULL DEFAULT true,
  never_write boolean NOT NULL DEFAULT true,
  -- What to call ourselves; empty is the alliance's name.
  our_name text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, person_id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);
-- Words alone were a plan for a human to read: until someone says more, only a call is safe.
INSERT INTO safe_contact_plan (alliance_id, person_id, words, made_at)
  SELECT alliance_id, id, safe_contact, now() FROM person WHERE safe_contact <> '';

ALTER TABLE person DROP email, DROP reach_by, DROP safe_contact;

-- What a person agreed to, one row each time they said so; kept after it ends.
CREATE TABLE consent (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('hold', 'share', 'research', 'story')),
  partner_id uuid,
  given_on date NOT NULL,
  how text NOT NULL CHECK (how IN ('spoken', 'writing', 'online')),
  -- The worker they told, and who spoke for them if they did not themselves.
  account_id uuid,
  on_behalf text NOT NULL DEFAULT '',
  ends_on date CHECK (ends_on IS NULL OR ends_on >= given_on),
  withdrawn_at timestamptz,
  withdrawn_how text CHECK (withdrawn_how IN ('spoken', 'writing', 'online')),
  withdrawn_why text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, id),
  CHECK ((purpose = 'share') = (partner_id IS NOT NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_how IS NULL)),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
CREATE INDEX consent_person ON consent (alliance_id, person_id, purpose, given_on);

-- What was written about a person. A correction is a new version; the old words stay for those allowed.
CREATE TABLE person_note (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  versions integer NOT NULL DEFAULT 1,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);
CREATE INDEX person_note_person ON person_note (alliance_id, person_id, id);

CREATE TABLE person_note_version (
  alliance_id uuid NOT NULL,
  note_id uuid NOT NULL,
  version integer NOT NULL,
  words text NOT NULL CHECK (length(words) <= 10000),
  account_id uuid,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, note_id, version),
  FOREIGN KEY (alliance_id, note_id) REFERENCES person_note,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);

-- Someone whose record is kept apart: they show only to the roles allowed and to those named here.
CREATE TABLE restricted_person (
  alliance_id uuid NOT NULL,
  person_id uuid NOT NULL,
  why text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, person_id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);
-- `until` null: named, as their worker. Otherwise the glass was broken, for a while.
CREATE TABLE restricted_reader (
  alliance_id uuid NOT NULL,
  person_id uuid NOT NULL,
  account_id uuid NOT NULL,
  until timestamptz,
  PRIMARY KEY (alliance_id, person_id, account_id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES restricted_person ON DELETE CASCADE,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);

-- Each time someone asked for such a record and gave a reason; person_id is null when there was none to open.
CREATE TABLE glass_broken (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  person_id uuid,
  account_id uuid NOT NULL,
  why text NOT NULL,
  broken_at timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
CREATE INDEX glass_broken_person ON glass_broken (alliance_id, person_id, id);

/* The moment this transaction speaks of: the program's clock where it says, else the database's. */
CREATE FUNCTION current_moment() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('digiknow.now', true), '')::timestamptz, now());

/* What this transaction's actor may see beyond the rest: 'restricted', 'concerns'. Nobody's eyes see nothing more. */
CREATE FUNCTION current_sees(what text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN what = ANY (string_to_array(coalesce(current_setting('digiknow.sees', true), ''), ' '));

/* The people kept apart from this transaction's actor: the policy kept_apart (db/views/9999-secure.sql) leaves them out everywhere. */
CREATE FUNCTION hidden_people() RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE ROWS 5 AS $$
  SELECT r.person_id FROM restricted_person r
  WHERE r.alliance_id = current_alliance() AND NOT current_sees('restricted') AND NOT EXISTS (
    SELECT FROM restricted_reader o
    WHERE o.alliance_id = r.alliance_id AND o.person_id = r.person_id
      AND o.account_id = nullif(current_setting('digiknow.account_id', true), '')::uuid
      AND (o.until IS NULL OR o.until > current_moment()))
$$;

-- A worry that someone may be harmed. Only ever added to, and read by the safeguarding leads alone. It names its person by id and
-- by the reference as it was typed, since a concern is never refused for want of a record.
CREATE TABLE concern (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  person_id uuid,
  said_about text NOT NULL DEFAULT '',
  about_type text,
  about_id uuid,
  who_is_at_risk text NOT NULL CHECK (who_is_at_risk IN ('adult', 'child', 'not_sure')),
  words text NOT NULL,
  told_already text NOT NULL DEFAULT '',
  account_id uuid,
  raised_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  CHECK ((about_type IS NULL) = (about_id IS NULL))
);
CREATE INDEX concern_raised ON concern (alliance_id, raised_at DESC, id DESC);

CREATE TABLE concern_note (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  concern_id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('seen', 'told_council', 'told_police', 'talked', 'no_more_to_do')),
  words text NOT NULL DEFAULT '',
  account_id uuid NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, concern_id) REFERENCES concern,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
CREATE INDEX concern_note_concern ON concern_note (alliance_id, concern_id, id);

CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'only_added_to';
END $$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON concern FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON concern_note FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE POLICY safeguarding_reads ON concern AS RESTRICTIVE FOR SELECT USING ((SELECT current_sees('concerns')));
CREATE POLICY safeguarding_reads ON concern_note AS RESTRICTIVE FOR SELECT USING ((SELECT current_sees('concerns')));

-- Whom to ring about someone at risk, as this borough's council says.
CREATE TABLE safeguarding_contact (
  alliance_id uuid NOT NULL REFERENCES alliance,
  adults_number text NOT NULL DEFAULT '',
  children_number text NOT NULL DEFAULT '',
  at_night_number text NOT NULL DEFAULT '',
  words text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id)
);
