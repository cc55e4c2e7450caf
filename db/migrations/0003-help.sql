-- The path from a call to an outcome.
CREATE SEQUENCE request_reference START 1001;
CREATE SEQUENCE session_reference START 1001;

CREATE TABLE champion (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('volunteer', 'council_staff', 'student', 'partner_staff')),
  status text NOT NULL CHECK (status IN ('applied', 'active', 'paused', 'left')),
  partner_id uuid,
  applied_on date NOT NULL,
  checked_on date,
  trained_on date,
  active_on date,
  left_on date,
  languages text[] NOT NULL DEFAULT '{en}',
  ways text[] NOT NULL DEFAULT '{in_person,phone,video}',
  max_learners integer NOT NULL DEFAULT 3 CHECK (max_learners BETWEEN 1 AND 50),
  travels_km numeric(4, 1) NOT NULL DEFAULT 5,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, person_id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  -- Nobody supports a learner before being checked and trained.
  CHECK (status NOT IN ('active', 'paused') OR (checked_on IS NOT NULL AND trained_on IS NOT NULL AND active_on IS NOT NULL))
);

CREATE TABLE champion_availability (
  alliance_id uuid NOT NULL,
  champion_id uuid NOT NULL,
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts time NOT NULL,
  ends time NOT NULL,
  CHECK (ends > starts),
  PRIMARY KEY (alliance_id, champion_id, weekday, starts),
  FOREIGN KEY (alliance_id, champion_id) REFERENCES champion
);

CREATE TABLE request (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('R-', 'request_reference'),
  person_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('new', 'in_hand', 'waiting', 'done', 'closed')),
  source text NOT NULL CHECK (source IN ('call', 'public_form', 'partner', 'desk')),
  words text NOT NULL DEFAULT '',
  needs text[] NOT NULL DEFAULT '{}',
  barriers text[] NOT NULL DEFAULT '{}',
  partner_id uuid,
  owner_id uuid,
  next_action text,
  next_action_on date,
  opened_at timestamptz NOT NULL,
  opened_on date NOT NULL,
  closed_on date,
  outcome text CHECK (outcome IN ('helped', 'signposted', 'not_needed', 'no_contact', 'could_not_help')),
  what_changed text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, owner_id) REFERENCES account,
  CHECK ((status IN ('done', 'closed')) = (closed_on IS NOT NULL)),
  CHECK ((status = 'done') = (outcome IS NOT NULL AND outcome IN ('helped', 'signposted'))),
  CHECK ((next_action IS NULL) = (next_action_on IS NULL)),
  -- No open request without a next step and a date.
  CHECK (status NOT IN ('new', 'in_hand', 'waiting') OR next_action IS NOT NULL)
);
CREATE INDEX request_opened ON request (alliance_id, opened_at DESC, id DESC);
-- The order of the list of requests: open ones by their next step's day, then those that are closed and have none.
CREATE INDEX request_due ON request (alliance_id, coalesce(next_action_on, 'infinity'::date), id);
CREATE INDEX request_next ON request (alliance_id, next_action_on, id) WHERE status IN ('new', 'in_hand', 'waiting');
CREATE INDEX request_status ON request (alliance_id, status, coalesce(next_action_on, 'infinity'::date), id);
CREATE INDEX request_person ON request (alliance_id, person_id);
CREATE INDEX request_done ON request (alliance_id, closed_on) WHERE status = 'done';

CREATE TABLE call (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  request_id uuid,
  account_id uuid,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  started_at timestamptz NOT NULL,
  called_on date NOT NULL,
  minutes integer NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 600),
  result text NOT NULL CHECK (result IN ('spoke', 'voicemail', 'no_answer', 'wrong_number', 'refused', 'call_again', 'language_line')),
  notes text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, request_id) REFERENCES request,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
CREATE INDEX call_started ON call (alliance_id, started_at DESC, id DESC);
CREATE INDEX call_day ON call (alliance_id, called_on);
CREATE INDEX call_person ON call (alliance_id, person_id);
CREATE INDEX call_request ON call (alliance_id, request_id);

CREATE TABLE match (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  person_id uuid NOT NULL,
  champion_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('asked', 'accepted', 'declined', 'withdrawn', 'ended')),
  reasons jsonb NOT NULL DEFAULT '[]',
  asked_at timestamptz NOT NULL,
  answered_at timestamptz,
  answer text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, request_id) REFERENCES request,
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, champion_id) REFERENCES champion
);
-- One champion at a time is asked or helping with a request.
CREATE UNIQUE INDEX match_open ON match (alliance_id, request_id) WHERE status IN ('asked', 'accepted');
CREATE INDEX match_champion ON match (alliance_id, champion_id, status);

CREATE TABLE skill (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  area text NOT NULL CHECK (area IN ('foundation', 'communicating', 'information', 'transacting', 'problem_solving', 'safe_and_legal')),
  level text NOT NULL CHECK (level IN ('foundation', 'life', 'work')),
  source text NOT NULL DEFAULT '',
  position integer NOT NULL,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, code)
);

CREATE TABLE session (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('S-', 'session_reference'),
  kind text NOT NULL CHECK (kind IN ('one_to_one', 'group')),
  way text NOT NULL CHECK (way IN ('in_person', 'phone', 'video')),
  status text NOT NULL CHECK (status IN ('planned', 'held', 'cancelled')),
  title text NOT NULL DEFAULT '',
  champion_id uuid,
  request_id uuid,
  place_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  held_on date,
  minutes integer CHECK (minutes BETWEEN 1 AND 720),
  -- Group sessions: how many places, how many are taken, and how many people came whom we did not name.
  places integer CHECK (places BETWEEN 1 AND 500),
  booked integer NOT NULL DEFAULT 0,
  head_count integer NOT NULL DEFAULT 0 CHECK (head_count BETWEEN 0 AND 1000),
  notes text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, champion_id) REFERENCES champion,
  FOREIGN KEY (alliance_id, request_id) REFERENCES request,
  FOREIGN KEY (alliance_id, place_id) REFERENCES place,
  CHECK (ends_at > starts_at),
  CHECK ((status = 'held') = (held_on IS NOT NULL AND minutes IS NOT NULL)),
  CHECK (places IS NULL OR booked <= places),
  -- Half-open: a session may start the moment another ends.
  CONSTRAINT champion_in_one_place EXCLUDE USING gist (alliance_id WITH =, champion_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (status = 'planned')
);
CREATE INDEX session_starts ON session (alliance_id, starts_at DESC, id DESC);
CREATE INDEX session_held ON session (alliance_id, held_on) WHERE status = 'held';
CREATE INDEX session_request ON session (alliance_id, request_id);
CREATE INDEX session_champion ON session (alliance_id, champion_id, starts_at);

CREATE TABLE attendance (
  alliance_id uuid NOT NULL,
  session_id uuid NOT NULL,
  person_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('booked', 'attended', 'missed', 'cancelled')),
  PRIMARY KEY (alliance_id, session_id, person_id),
  FOREIGN KEY (alliance_id, session_id) REFERENCES session,
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);
CREATE INDEX attendance_person ON attendance (alliance_id, person_id);

CREATE TABLE session_skill (
  alliance_id uuid NOT NULL,
  session_id uuid NOT NULL,
  skill_id uuid NOT NULL,
  PRIMARY KEY (alliance_id, session_id, skill_id),
  FOREIGN KEY (alliance_id, session_id) REFERENCES session,
  FOREIGN KEY (alliance_id, skill_id) REFERENCES skill
);

CREATE TABLE skill_check (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  request_id uuid NOT NULL,
  moment text NOT NULL CHECK (moment IN ('before', 'after')),
  taken_on date NOT NULL,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, request_id, moment),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, request_id) REFERENCES request
);

CREATE TABLE skill_check_answer (
  alliance_id uuid NOT NULL,
  skill_check_id uuid NOT NULL,
  skill_id uuid NOT NULL,
  answer text NOT NULL CHECK (answer IN ('not_yet', 'with_help', 'alone')),
  PRIMARY KEY (alliance_id, skill_check_id, skill_id),
  FOREIGN KEY (alliance_id, skill_check_id) REFERENCES skill_check,
  FOREIGN KEY (alliance_id, skill_id) REFERENCES skill
);

CREATE TABLE target (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  figure text NOT NULL,
  label text NOT NULL,
  value integer NOT NULL CHECK (value > 0),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  CHECK (ends_on >= starts_on),
  PRIMARY KEY (alliance_id, id)
);
