-- The call desk: calls not finished yet, who is on shift, what a call led to, and the telephone that announces them.

-- A call as it is being typed, saved as the worker types. Its id is the id of the form: once the call is recorded under that id
-- the draft is gone, and a save that comes late cannot bring it back. Only the one who types it reads it.
CREATE TABLE call_draft (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  person_id uuid,
  fields jsonb NOT NULL DEFAULT '{}',
  -- Saves may come out of turn: an older one never undoes a newer.
  turn integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account,
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);
CREATE INDEX call_draft_of ON call_draft (alliance_id, account_id, saved_at);
CREATE INDEX call_draft_person ON call_draft (alliance_id, person_id) WHERE person_id IS NOT NULL;

CREATE TABLE call_shift (
  alliance_id uuid NOT NULL,
  account_id uuid NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, account_id),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);

-- Calls to many people for one purpose, such as everyone who has a tablet that is called back.
CREATE TABLE call_list (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  why text NOT NULL CHECK (why <> ''),
  script text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  made_by uuid,
  stopped_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, made_by) REFERENCES account
);
CREATE INDEX call_list_made ON call_list (alliance_id, made_at DESC, id DESC);

-- Someone rang for someone else: two people, what the one is to the other, and whether the other agreed.
ALTER TABLE call
  ADD caller_id uuid,
  ADD standing text CHECK (standing IN ('relative', 'neighbour', 'carer', 'support_worker', 'councillor', 'gp', 'social_worker', 'other')),
  ADD agreed text CHECK (agreed IN ('is_there', 'said_so', 'not_yet')),
  -- Why nothing more is to do, where that is so.
  ADD why_nothing text,
  ADD FOREIGN KEY (alliance_id, caller_id) REFERENCES person,
  ADD CHECK ((caller_id IS NULL) = (standing IS NULL) AND (caller_id IS NULL) = (agreed IS NULL)),
  ADD CHECK (caller_id IS DISTINCT FROM person_id OR caller_id IS NULL);
CREATE INDEX call_caller ON call (alliance_id, caller_id) WHERE caller_id IS NOT NULL;

-- Where somebody was sent for help elsewhere, and how they were told.
CREATE TABLE signpost (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  request_id uuid,
  call_id uuid,
  place_id uuid,
  words text NOT NULL DEFAULT '',
  sent_how text NOT NULL CHECK (sent_how IN ('told', 'message')),
  signposted_at timestamptz NOT NULL,
  CHECK (place_id IS NOT NULL OR words <> ''),
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, request_id) REFERENCES request,
  FOREIGN KEY (alliance_id, call_id) REFERENCES call,
  FOREIGN KEY (alliance_id, place_id) REFERENCES place
);
CREATE INDEX signpost_person ON signpost (alliance_id, person_id);
CREATE INDEX signpost_request ON signpost (alliance_id, request_id) WHERE request_id IS NOT NULL;

-- Requests: looked at by someone before they are taken in hand, with the reason they wait, and what residents tell us.
ALTER TABLE request
  DROP CONSTRAINT request_status_check,
  ADD CONSTRAINT request_status_check CHECK (status IN ('new', 'triaged', 'in_hand', 'waiting', 'done', 'closed')),
  ADD waits_for text CHECK (waits_for IN ('them', 'partner', 'device', 'champion', 'session', 'other')),
  ADD theme text CHECK (theme IN ('websites', 'costs', 'services', 'training', 'safety', 'praise', 'other')),
  ADD CHECK (waits_for IS NULL OR status = 'waiting');
DO $$
DECLARE old text;
BEGIN
  -- The rule that an open request has a next step named the open statuses, and there is one more of them.
  SELECT conname INTO old FROM pg_constraint
  WHERE conrelid = 'request'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%next_action IS NOT NULL%' AND pg_get_constraintdef(oid) LIKE '%new%';
  EXECUTE format('ALTER TABLE request DROP CONSTRAINT %I', old);
END $$;
ALTER TABLE request ADD CONSTRAINT request_open_has_next_step
  CHECK (status NOT IN ('new', 'triaged', 'in_hand', 'waiting') OR next_action IS NOT NULL);
DROP INDEX request_next;
CREATE INDEX request_next ON request (alliance_id, next_action_on, id) WHERE status IN ('new', 'triaged', 'in_hand', 'waiting');

-- The telephone: secrets it signs with, sealed; one row an alliance.
CREATE TABLE phone_line (
  alliance_id uuid PRIMARY KEY REFERENCES alliance,
  secret text,
  twilio_token text,
  -- Where Twilio puts the call through to, as a number.
  ring_number text CHECK (ring_number ~ '^\+[1-9][0-9]{6,14}$'),
  changed_at timestamptz NOT NULL
);

CREATE TABLE incoming_call (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  provider text NOT NULL CHECK (provider IN ('hook', 'twilio')),
  provider_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('ringing', 'taken', 'ended')),
  -- Null when the number is withheld.
  from_number text,
  -- Whose screen it is for, where the telephone says.
  for_account uuid,
  taken_by uuid,
  rang_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, provider, provider_id),
  FOREIGN KEY (alliance_id, for_account) REFERENCES account,
  FOREIGN KEY (alliance_id, taken_by) REFERENCES account
);
CREATE INDEX incoming_call_now ON incoming_call (alliance_id, rang_at) WHERE status = 'ringing';

-- What a telephone told us before: the same words signed again are an echo, and are not believed.
CREATE TABLE phone_echo (
  alliance_id uuid NOT NULL REFERENCES alliance,
  told text NOT NULL,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, told)
);
CREATE INDEX phone_echo_age ON phone_echo (alliance_id, told_at);
