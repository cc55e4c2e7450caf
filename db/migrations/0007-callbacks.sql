-- People we owe a call. The same cause asks once, however often it is told: a message that failed, a device overdue, a promise made.
CREATE TABLE call_back (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  about_type text NOT NULL,
  about_id uuid NOT NULL,
  cause text NOT NULL CHECK (cause <> ''),
  why text NOT NULL CHECK (why <> ''),
  script text NOT NULL DEFAULT '',
  status text NOT NULL CHECK (status IN ('waiting', 'done', 'gave_up', 'called_off')),
  -- 0 when there is time, 1 soon, 2 now
  priority integer NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 2),
  due_from timestamptz NOT NULL,
  due_until timestamptz,
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  asked_at timestamptz NOT NULL,
  asked_by uuid,
  ended_at timestamptz,
  CHECK (due_until IS NULL OR due_until > due_from),
  CHECK ((status = 'waiting') = (ended_at IS NULL)),
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, cause),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, asked_by) REFERENCES account
);
CREATE INDEX call_back_waiting ON call_back (alliance_id, due_from, id) WHERE status = 'waiting';
CREATE INDEX call_back_person ON call_back (alliance_id, person_id);
CREATE INDEX call_back_about ON call_back (alliance_id, about_type, about_id);

-- Each time somebody rang: three on different days and at different times of day are enough.
CREATE TABLE call_back_try (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  call_back_id uuid NOT NULL,
  account_id uuid,
  call_id uuid,
  tried_at timestamptz NOT NULL,
  tried_on date NOT NULL,
  part text NOT NULL CHECK (part IN ('morning', 'afternoon', 'evening')),
  result text NOT NULL CHECK (result IN ('spoke', 'voicemail', 'no_answer', 'wrong_number', 'refused', 'call_again', 'language_line')),
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, call_back_id) REFERENCES call_back,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account,
  FOREIGN KEY (alliance_id, call_id) REFERENCES call
);
CREATE INDEX call_back_try_of ON call_back_try (alliance_id, call_back_id);

-- Who is ringing whom: one worker has a person at a time, for all their call-backs, and each worker has one person. It lapses
-- by itself, so it holds no key to the person: a merge or an erasure need not wait for it.
CREATE TABLE call_hold (
  alliance_id uuid NOT NULL REFERENCES alliance,
  person_id uuid NOT NULL,
  account_id uuid NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, person_id),
  UNIQUE (alliance_id, account_id),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
