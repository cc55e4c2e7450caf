-- Who looks after what nobody has taken yet (docs/decisions/0022). No row: the house's own rule says who.
CREATE TABLE duty_worker (
  alliance_id uuid PRIMARY KEY REFERENCES alliance,
  account_id uuid NOT NULL,
  since timestamptz NOT NULL,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
