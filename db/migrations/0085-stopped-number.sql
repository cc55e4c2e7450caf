-- A number that stood for a safe contact plan alone goes with it; that its owner stopped our texts is kept, and holds when it comes back.
CREATE TABLE stopped_number (
  alliance_id uuid NOT NULL REFERENCES alliance,
  person_id uuid NOT NULL,
  number text NOT NULL,
  texts_stopped_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, person_id, number),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person
);
