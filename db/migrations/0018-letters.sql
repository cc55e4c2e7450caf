-- Letters we print ourselves. Each press takes all that wait, as one bundle in one PDF; a bundle can be opened and printed again.
CREATE TABLE print_run (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  printed_at timestamptz NOT NULL,
  -- Null when the program did it by itself.
  account_id uuid,
  letters integer NOT NULL CHECK (letters > 0),
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
ALTER TABLE message
  ADD print_run_id uuid,
  ADD FOREIGN KEY (alliance_id, print_run_id) REFERENCES print_run;
CREATE INDEX message_to_print ON message (alliance_id, next_try_at, id) WHERE provider = 'print' AND status = 'planned';
CREATE INDEX message_print_run ON message (alliance_id, print_run_id, id) WHERE print_run_id IS NOT NULL;
