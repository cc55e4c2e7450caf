-- An alliance's own words for what it tells people. A version is written once and kept for ever: every message says which it used.
CREATE TABLE template_version (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  template text NOT NULL,
  language text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  text_words text NOT NULL,
  subject_words text NOT NULL,
  body_words text NOT NULL,
  call_words text NOT NULL,
  -- The version whose words these are again, where an old one was brought back; 0 is what the program says by itself.
  again_of integer CHECK (again_of < number),
  made_by uuid,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, made_by) REFERENCES account
);
-- Two people saving at once: the second is told, and writes over nothing.
CREATE UNIQUE INDEX template_version_turn ON template_version (alliance_id, template, language, number);

-- What the program tells those who work here, in a list of their own and once a day by email. No names or numbers of people.
CREATE TABLE staff_notice (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  words text NOT NULL CHECK (words <> ''),
  -- Below the alliance's own address: "/requests/R-1042".
  path text NOT NULL CHECK (path LIKE '/%'),
  about_type text NOT NULL,
  about_id uuid NOT NULL,
  -- One notice for one cause, where the teller names it.
  cause text,
  told_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
CREATE UNIQUE INDEX staff_notice_once ON staff_notice (alliance_id, account_id, cause) WHERE cause IS NOT NULL;
CREATE INDEX staff_notice_unread ON staff_notice (alliance_id, account_id, id) WHERE read_at IS NULL;
CREATE INDEX staff_notice_all ON staff_notice (alliance_id, account_id, id);

-- Who wants the daily email, and the last day it was written to them: a day is claimed once, by whichever program comes first.
CREATE TABLE staff_digest (
  alliance_id uuid NOT NULL,
  account_id uuid NOT NULL,
  is_wanted boolean NOT NULL DEFAULT true,
  written_on date,
  PRIMARY KEY (alliance_id, account_id),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
