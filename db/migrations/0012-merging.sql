-- Two records of one person: found, weighed, made one, and taken apart again.

ALTER TABLE person
  -- The record this one was made part of. Nothing new is written under it: see follow_merged_person in db/views/0060-merged.sql.
  ADD merged_into uuid,
  ADD FOREIGN KEY (alliance_id, merged_into) REFERENCES person,
  ADD CHECK (merged_into <> id);
CREATE INDEX person_merged ON person (alliance_id, merged_into) WHERE merged_into IS NOT NULL;

-- All a search reads of a person's tokens is in the index.
CREATE INDEX person_token_of ON person_token (alliance_id, person_id, token);
DROP INDEX person_token_person;

-- Every word of a name the alliance knows, under itself and under itself with each one letter left out: two words a slip apart
-- meet here by plain equality, which row-level security lets an index serve.
CREATE TABLE name_near (
  alliance_id uuid NOT NULL,
  near text NOT NULL COLLATE "C",
  word text NOT NULL COLLATE "C",
  PRIMARY KEY (alliance_id, near, word)
);

-- Who is new or changed since duplicates were last looked for.
CREATE TABLE likeness_due (
  alliance_id uuid NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (alliance_id, person_id)
);

-- Two records that may be one person, and what was said of them.
CREATE TABLE person_pair (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  first_id uuid NOT NULL,
  second_id uuid NOT NULL,
  -- How likely, 0 to 1, and why: ["same_phone", "sounds_alike"]
  likelihood double precision NOT NULL CHECK (likelihood BETWEEN 0 AND 1),
  reasons text[] NOT NULL DEFAULT '{}',
  status text NOT NULL CHECK (status IN ('offered', 'later', 'apart', 'merged')),
  found_at timestamptz NOT NULL,
  look_again_on date,
  decided_at timestamptz,
  decided_by uuid,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, first_id, second_id),
  CHECK (first_id < second_id),
  CHECK ((status = 'later') = (look_again_on IS NOT NULL)),
  FOREIGN KEY (alliance_id, first_id) REFERENCES person,
  FOREIGN KEY (alliance_id, second_id) REFERENCES person,
  FOREIGN KEY (alliance_id, decided_by) REFERENCES account
);
CREATE INDEX person_pair_rank ON person_pair (alliance_id, likelihood DESC, id) WHERE status IN ('offered', 'later');
CREATE INDEX person_pair_second ON person_pair (alliance_id, second_id);

CREATE TABLE person_merge (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  kept_id uuid NOT NULL,
  merged_id uuid NOT NULL,
  merged_at timestamptz NOT NULL,
  merged_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  PRIMARY KEY (alliance_id, id),
  CHECK (kept_id <> merged_id),
  FOREIGN KEY (alliance_id, kept_id) REFERENCES person,
  FOREIGN KEY (alliance_id, merged_id) REFERENCES person,
  FOREIGN KEY (alliance_id, merged_by) REFERENCES account,
  FOREIGN KEY (alliance_id, undone_by) REFERENCES account
);
CREATE INDEX person_merge_kept ON person_merge (alliance_id, kept_id);
CREATE UNIQUE INDEX person_merge_once ON person_merge (alliance_id, merged_id) WHERE undone_at IS NULL;

-- What a merge did, step by step, so that it can be taken back in the opposite order. Forgotten after 30 days.
CREATE TABLE person_merge_step (
  alliance_id uuid NOT NULL,
  merge_id uuid NOT NULL,
  step integer NOT NULL,
  what text NOT NULL CHECK (what IN ('moved', 'added', 'changed', 'removed')),
  in_table text NOT NULL,
  -- Where the row stands now: the columns of its primary key. Null for one removed.
  row_key jsonb,
  -- What was there before, and what the merge put in its place.
  was jsonb NOT NULL,
  became jsonb,
  PRIMARY KEY (alliance_id, merge_id, step),
  FOREIGN KEY (alliance_id, merge_id) REFERENCES person_merge
);
