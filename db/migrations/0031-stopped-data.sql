-- Data that the rules stop: the day the borrower was told it would, and the loan it was stopped for.
ALTER TABLE sim
  ADD COLUMN stops_on date,
  ADD COLUMN stopped_for uuid,
  ADD FOREIGN KEY (alliance_id, stopped_for) REFERENCES loan,
  ADD CHECK (stopped_for IS NULL OR status IN ('suspended', 'ended'));
CREATE INDEX sim_stopped_for ON sim (alliance_id, stopped_for) WHERE stopped_for IS NOT NULL;
