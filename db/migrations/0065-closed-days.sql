-- Days a place is closed, beyond its opening hours and the bank holidays: a stocktake, a burst pipe. Half open, [starts_on, ends_on).
CREATE TABLE place_closure (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  place_id uuid NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  why text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, place_id) REFERENCES place,
  CHECK (ends_on > starts_on),
  CONSTRAINT place_closure_once EXCLUDE USING gist (alliance_id WITH =, place_id WITH =, daterange(starts_on, ends_on) WITH &&)
);
-- Plain days on a b-tree: row-level security keeps an index from serving the range operators.
CREATE INDEX place_closure_days ON place_closure (alliance_id, place_id, ends_on);
