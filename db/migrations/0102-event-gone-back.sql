-- The journal is never changed. When two records are taken apart, what happened meanwhile about something that goes back to the one
-- is told on its page from then on; this says on whose page, the other's, it is not told any more.
CREATE TABLE event_gone_back (
  alliance_id uuid NOT NULL REFERENCES alliance,
  subject_id uuid NOT NULL,
  event_id uuid NOT NULL,
  PRIMARY KEY (alliance_id, subject_id, event_id),
  FOREIGN KEY (alliance_id, event_id) REFERENCES event
);
