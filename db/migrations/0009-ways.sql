-- How an alliance sends: which ways, by whom, with which keys, and when not. No row: by the mail server of the installation
-- where there is one, letters printed here, and no texts.
CREATE TABLE message_ways (
  alliance_id uuid NOT NULL PRIMARY KEY REFERENCES alliance,
  text_by text NOT NULL DEFAULT 'none' CHECK (text_by IN ('none', 'notify', 'twilio')),
  email_by text NOT NULL DEFAULT 'none' CHECK (email_by IN ('none', 'notify', 'smtp')),
  letter_by text NOT NULL DEFAULT 'print' CHECK (letter_by IN ('none', 'notify', 'print')),
  -- GOV.UK Notify. The service's id is the part of its key that is no secret.
  notify_key_sealed text,
  notify_service uuid,
  notify_text_template uuid,
  notify_email_template uuid,
  notify_text_sender uuid,
  notify_reply_to uuid,
  notify_postage text NOT NULL DEFAULT 'second' CHECK (notify_postage IN ('first', 'second', 'economy')),
  notify_per_minute integer NOT NULL DEFAULT 3000 CHECK (notify_per_minute BETWEEN 1 AND 100000),
  -- What Notify shows us with its callbacks: we made it up.
  notify_token_sealed text,
  -- Twilio: the account's id, its token, and the number or messaging service that texts come from.
  twilio_account text CHECK (twilio_account ~ '^AC[0-9a-f]{32}$'),
  twilio_token_sealed text,
  twilio_sender text,
  twilio_per_minute integer NOT NULL DEFAULT 600 CHECK (twilio_per_minute BETWEEN 1 AND 100000),
  quiet_from time NOT NULL DEFAULT '20:00',
  quiet_until time NOT NULL DEFAULT '08:00',
  quiet_rest_days boolean NOT NULL DEFAULT true,
  daily_cap integer NOT NULL DEFAULT 10000 CHECK (daily_cap BETWEEN 0 AND 1000000),
  changed_at timestamptz NOT NULL,
  CHECK (text_by <> 'notify' OR (notify_key_sealed IS NOT NULL AND notify_text_template IS NOT NULL)),
  CHECK (email_by <> 'notify' OR (notify_key_sealed IS NOT NULL AND notify_email_template IS NOT NULL)),
  CHECK (letter_by <> 'notify' OR notify_key_sealed IS NOT NULL),
  CHECK (text_by <> 'twilio' OR (twilio_account IS NOT NULL AND twilio_token_sealed IS NOT NULL AND twilio_sender IS NOT NULL))
);

-- The last time someone tried a way out, and what its provider said.
CREATE TABLE message_way_try (
  alliance_id uuid NOT NULL REFERENCES alliance,
  way text NOT NULL CHECK (way IN ('text', 'email', 'letter')),
  provider text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('taken', 'never', 'later', 'unknown')),
  why text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, way)
);
