-- What we tell people, the messages that carry it, and what comes back.

-- One thing to tell one person, for one cause, once: the cause is its key. How it goes is decided at the moment it may go.
CREATE TABLE notice (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  template text NOT NULL CHECK (template <> ''),
  personalisation jsonb NOT NULL DEFAULT '{}',
  about_type text NOT NULL,
  about_id uuid NOT NULL,
  cause text NOT NULL CHECK (cause <> ''),
  status text NOT NULL CHECK (status IN ('waiting', 'on_its_way', 'told', 'to_call', 'cancelled', 'could_not_tell')),
  bundles boolean NOT NULL DEFAULT false,
  -- What a reply to it does, and which replies count; null when it asks nothing.
  asks text,
  replies text[] NOT NULL DEFAULT '{}',
  answered_at timestamptz,
  not_before timestamptz NOT NULL,
  not_after timestamptz,
  -- When to look at it next: its time to go, or the end of the quiet hours that stood in its way.
  plan_at timestamptz NOT NULL,
  -- Why it waits, or was not told.
  because text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, cause),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);
CREATE INDEX notice_due ON notice (alliance_id, plan_at, id) WHERE status = 'waiting';
CREATE INDEX notice_person ON notice (alliance_id, person_id, id);
CREATE INDEX notice_about ON notice (alliance_id, about_type, about_id);

-- One attempt by one way. Its id is our reference at the provider, by which a crash is put right.
-- What was sent may still turn out not to have arrived.
ALTER TABLE message DROP CONSTRAINT message_way_check, DROP CONSTRAINT message_check;
ALTER TABLE message
  ADD CHECK (way IN ('text', 'email', 'letter')),
  ADD status text NOT NULL DEFAULT 'planned'
    CHECK (status IN ('planned', 'sending', 'sent', 'delivered', 'unsure', 'failed', 'cancelled')),
  -- Whose it is; null when it goes to an account, such as a sign-in code.
  ADD person_id uuid,
  -- Who carries it: 'notify', 'smtp', 'twilio', 'print' (we do), 'outbox' (kept to be looked at); known when it is sent.
  ADD provider text,
  -- The provider's own id for it.
  ADD provider_id text,
  ADD language text NOT NULL DEFAULT 'en',
  ADD large_print boolean NOT NULL DEFAULT false,
  ADD tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  ADD next_try_at timestamptz NOT NULL DEFAULT 'epoch',
  ADD claimed_at timestamptz,
  -- Quiet hours begin, or a safe window ends: after this it is thought over again instead of sent.
  ADD go_until timestamptz,
  ADD delivered_at timestamptz,
  ADD FOREIGN KEY (alliance_id, person_id) REFERENCES person;
UPDATE message SET status = CASE WHEN failed_at IS NOT NULL THEN 'failed' WHEN sent_at IS NOT NULL THEN 'sent' ELSE 'planned' END;
CREATE INDEX message_due ON message (alliance_id, way, next_try_at, id) WHERE status = 'planned';
CREATE INDEX message_sending ON message (alliance_id, claimed_at) WHERE status = 'sending';
CREATE INDEX message_person ON message (alliance_id, person_id, id) WHERE person_id IS NOT NULL;
-- Whom we texted at a number, for what comes back from it.
CREATE INDEX message_texted ON message (alliance_id, address, id) WHERE way = 'text';
CREATE INDEX message_status ON message (alliance_id, status, id);
CREATE UNIQUE INDEX message_provider_id ON message (alliance_id, provider, provider_id) WHERE provider_id IS NOT NULL;

-- Which notices a message carries, each in the words of one version of its template (null: the words of the program).
CREATE TABLE message_notice (
  alliance_id uuid NOT NULL,
  message_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  template_version uuid,
  PRIMARY KEY (alliance_id, message_id, notice_id),
  FOREIGN KEY (alliance_id, message_id) REFERENCES message,
  FOREIGN KEY (alliance_id, notice_id) REFERENCES notice
);
CREATE INDEX message_notice_notice ON message_notice (alliance_id, notice_id);

-- What the provider said of a message, in whatever order and however often it said it.
CREATE TABLE message_receipt (
  alliance_id uuid NOT NULL,
  message_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('sending', 'delivered', 'temporary_failure', 'permanent_failure', 'technical_failure')),
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, message_id, status),
  FOREIGN KEY (alliance_id, message_id) REFERENCES message
);

-- What people text us, whole.
CREATE TABLE inbound_text (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  provider text NOT NULL,
  provider_id text NOT NULL,
  from_number text NOT NULL,
  to_number text NOT NULL DEFAULT '',
  words text NOT NULL,
  sent_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('received', 'answered', 'stopped', 'to_look_at', 'nobody')),
  -- Known once it is clear whose it is, and what it answers.
  person_id uuid,
  notice_id uuid,
  -- What came of it, for a person to read.
  came_of_it text,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, provider, provider_id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, notice_id) REFERENCES notice
);
CREATE INDEX inbound_text_from ON inbound_text (alliance_id, from_number, id);
CREATE INDEX person_phone_number ON person_phone (alliance_id, number);
CREATE INDEX inbound_text_person ON inbound_text (alliance_id, person_id, id) WHERE person_id IS NOT NULL;

-- One round at a time plans and sends for an alliance, whichever process does it; a round that died lapses.
CREATE TABLE post_round (
  alliance_id uuid PRIMARY KEY REFERENCES alliance,
  held_by uuid,
  held_until timestamptz,
  -- Someone wrote something while the round was held: its holder looks once more before letting go.
  asked_again boolean NOT NULL DEFAULT false,
  -- How many left on this London day, for the daily cap.
  counted_on date NOT NULL,
  counted integer NOT NULL DEFAULT 0 CHECK (counted >= 0)
);

-- How fast a provider may be asked, and whether it is down: one row a key, shared by every process and by alliances that share
-- the key. It names no alliance and no person.
CREATE TABLE provider_gate (
  key text PRIMARY KEY,
  tokens double precision NOT NULL,
  filled_at timestamptz NOT NULL,
  -- Failures in a row; with enough of them nothing is asked of it until open_until, and then one message tries.
  failures integer NOT NULL DEFAULT 0,
  open_until timestamptz,
  probing_until timestamptz,
  last_failure text,
  last_failed_at timestamptz,
  last_worked_at timestamptz
);
