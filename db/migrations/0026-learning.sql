-- What people can learn from by themselves: a list each alliance keeps, offered beside places when someone is shown where to go.
CREATE TABLE learning_resource (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  link text NOT NULL CHECK (link ~* '^https?://'),
  language text NOT NULL,
  -- The kind of skill, as in the skills framework.
  area text NOT NULL CHECK (area IN ('foundation', 'communicating', 'information', 'transacting', 'problem_solving', 'safe_and_legal')),
  about text NOT NULL DEFAULT '',
  -- Not offered from this day; whoever was sent there before still shows it.
  retired_on date,
  PRIMARY KEY (alliance_id, id)
);
CREATE UNIQUE INDEX learning_resource_once ON learning_resource (alliance_id, lower(link), language) WHERE retired_on IS NULL;

ALTER TABLE signpost
  ADD resource_id uuid,
  ADD FOREIGN KEY (alliance_id, resource_id) REFERENCES learning_resource,
  DROP CONSTRAINT signpost_check,
  ADD CONSTRAINT signpost_says_where CHECK (place_id IS NOT NULL OR resource_id IS NOT NULL OR words <> '');
