-- The stock in depth: what paid for a device and what that allows, how it stands, its kit counted part by part, what was ticked,
-- drawn and photographed when it changed hands, counting the shelves, and data to give or lend with it.
CREATE SEQUENCE sim_reference START 1001;
CREATE SEQUENCE stock_check_reference START 101;

-- Where the money for a device came from, and what may be done with what it bought.
CREATE TABLE device_fund (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  may_lend boolean NOT NULL DEFAULT true,
  may_give boolean NOT NULL DEFAULT false,
  may_sell boolean NOT NULL DEFAULT false,
  PRIMARY KEY (alliance_id, id)
);
CREATE UNIQUE INDEX device_fund_name ON device_fund (alliance_id, lower(name));

-- What the alliance itself asks of a device before it is lent, and what may not be lent. One row, or none for what is usual.
CREATE TABLE stock_rule (
  alliance_id uuid NOT NULL REFERENCES alliance,
  -- Someone looks a device over after its wipe, as a step of its own.
  needs_look boolean NOT NULL DEFAULT false,
  support_blocks boolean NOT NULL DEFAULT false,
  battery_blocks_below integer CHECK (battery_blocks_below BETWEEN 1 AND 100),
  test_blocks boolean NOT NULL DEFAULT false,
  few_sims integer NOT NULL DEFAULT 5 CHECK (few_sims BETWEEN 0 AND 10000),
  PRIMARY KEY (alliance_id)
);

ALTER TABLE device DROP CONSTRAINT device_status_check;
ALTER TABLE device
  ADD CONSTRAINT device_status_check CHECK (status IN ('to_wipe', 'returned', 'wiping', 'wiped', 'checked', 'ready', 'promised', 'on_loan',
    'repair', 'missing', 'lost', 'stolen', 'given', 'sold', 'recycled')),
  ADD COLUMN storage_serial text,
  ADD COLUMN system text NOT NULL DEFAULT '',
  ADD COLUMN support_ends_on date,
  -- How much of its first strength the battery has, in per cent.
  ADD COLUMN battery integer CHECK (battery BETWEEN 0 AND 100),
  ADD COLUMN test_due_on date,
  -- Empty: the alliance's own.
  ADD COLUMN owner_id uuid,
  -- Where it belongs; place_id says where it is now.
  ADD COLUMN home_place_id uuid,
  ADD COLUMN fund_id uuid,
  -- Still tied to the account of who had it last: a wipe would not free it.
  ADD COLUMN is_locked boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (alliance_id, home_place_id) REFERENCES place,
  ADD FOREIGN KEY (alliance_id, owner_id) REFERENCES partner,
  ADD FOREIGN KEY (alliance_id, fund_id) REFERENCES device_fund;
UPDATE device SET home_place_id = place_id;
CREATE INDEX device_place ON device (alliance_id, place_id);

-- Parts of a kit that did not come back, until they are replaced.
CREATE TABLE device_missing_part (
  alliance_id uuid NOT NULL,
  device_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  how_many integer NOT NULL CHECK (how_many BETWEEN 1 AND 99),
  since date NOT NULL,
  PRIMARY KEY (alliance_id, device_id, name),
  FOREIGN KEY (alliance_id, device_id) REFERENCES device
);

-- A loan is made only of a device that is ready: whoever promises it has taken it off the shelf in the same transaction.
CREATE FUNCTION refuse_device_not_ready() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE standing text; lends boolean;
BEGIN
  IF NEW.status NOT IN ('promised', 'on_loan') THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND NEW.device_id = OLD.device_id AND OLD.status IN ('promised', 'on_loan', 'lost') THEN RETURN NEW; END IF;
  SELECT d.status, coalesce(f.may_lend, true) INTO standing, lends FROM device d
    LEFT JOIN device_fund f ON f.alliance_id = d.alliance_id AND f.id = d.fund_id
    WHERE d.alliance_id = NEW.alliance_id AND d.id = NEW.device_id;
  IF standing NOT IN ('ready', 'promised') AND NOT (NEW.status = 'on_loan' AND standing = 'on_loan') THEN
    RAISE EXCEPTION 'device % is not ready', NEW.device_id USING ERRCODE = 'check_violation', CONSTRAINT = 'device_ready_to_lend';
  END IF;
  IF NOT lends THEN
    RAISE EXCEPTION 'the fund of device % does not let it be lent', NEW.device_id USING ERRCODE = 'check_violation', CONSTRAINT = 'device_fund_lends';
  END IF;
  RETURN NEW;
END $$;
-- Named so as to be asked after whether it was wiped.
CREATE TRIGGER loan_of_ready_device BEFORE INSERT OR UPDATE OF device_id, status ON loan
  FOR EACH ROW EXECUTE FUNCTION refuse_device_not_ready();

-- One time a device changed hands. The id is made by whoever writes it down, so that a phone that was offline can send it twice.
CREATE TABLE handover (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  loan_id uuid NOT NULL,
  way text NOT NULL CHECK (way IN ('out', 'back')),
  at_where text NOT NULL CHECK (at_where IN ('counter', 'doorstep')),
  brought_by text CHECK (brought_by IN ('borrower', 'someone', 'stranger')),
  -- The borrower's word that they signed out of their accounts, and whether the device is still tied to one.
  signed_out text CHECK (signed_out IN ('yes', 'no', 'not_asked')),
  lock text CHECK (lock IN ('off', 'on', 'none')),
  signed_name text,
  signature jsonb,
  place_id uuid,
  handed_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  account_id uuid,
  PRIMARY KEY (alliance_id, id),
  -- A loan goes out once and comes back once.
  CONSTRAINT handover_once UNIQUE (alliance_id, loan_id, way),
  FOREIGN KEY (alliance_id, loan_id) REFERENCES loan,
  FOREIGN KEY (alliance_id, place_id) REFERENCES place,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account
);
CREATE TABLE handover_part (
  alliance_id uuid NOT NULL,
  handover_id uuid NOT NULL,
  name text NOT NULL,
  expected integer NOT NULL CHECK (expected BETWEEN 1 AND 99),
  here integer NOT NULL CHECK (here BETWEEN 0 AND 99),
  PRIMARY KEY (alliance_id, handover_id, name),
  FOREIGN KEY (alliance_id, handover_id) REFERENCES handover ON DELETE CASCADE,
  CHECK (here <= expected)
);
-- Drawn anew from what was sent: no place, no camera, no hidden words.
CREATE TABLE handover_photo (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  handover_id uuid NOT NULL,
  image bytea NOT NULL CHECK (length(image) <= 1500000),
  width integer NOT NULL,
  height integer NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, handover_id) REFERENCES handover ON DELETE CASCADE
);
CREATE INDEX handover_photo_handover ON handover_photo (alliance_id, handover_id);

-- What a repair took: never asked of the borrower.
CREATE TABLE repair (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  device_id uuid NOT NULL,
  what text NOT NULL DEFAULT '',
  parts text NOT NULL DEFAULT '',
  cost_pence integer CHECK (cost_pence BETWEEN 0 AND 1000000),
  sent_on date NOT NULL,
  back_on date,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, device_id) REFERENCES device,
  CHECK (back_on >= sent_on)
);
CREATE UNIQUE INDEX repair_one_open ON repair (alliance_id, device_id) WHERE back_on IS NULL;

-- Counting what is on the shelves of one place: what should be there is written down when it starts.
CREATE TABLE stock_check (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('SC-', 'stock_check_reference'),
  place_id uuid,
  status text NOT NULL CHECK (status IN ('counting', 'closed')),
  started_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, place_id) REFERENCES place,
  CHECK ((status = 'closed') = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX stock_check_one_open ON stock_check (alliance_id, coalesce(place_id, '00000000-0000-0000-0000-000000000000')) WHERE status = 'counting';
CREATE TABLE stock_check_device (
  alliance_id uuid NOT NULL,
  stock_check_id uuid NOT NULL,
  device_id uuid NOT NULL,
  is_expected boolean NOT NULL,
  found_at timestamptz,
  found_by text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, stock_check_id, device_id),
  FOREIGN KEY (alliance_id, stock_check_id) REFERENCES stock_check,
  FOREIGN KEY (alliance_id, device_id) REFERENCES device,
  CHECK (is_expected OR found_at IS NOT NULL)
);

-- A stranger's word of where a device is. Nothing of who told us is asked for but a number, if they like.
CREATE TABLE device_found (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  device_id uuid NOT NULL,
  words text NOT NULL CHECK (words <> ''),
  contact text NOT NULL DEFAULT '',
  told_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, device_id) REFERENCES device
);
CREATE INDEX device_found_device ON device_found (alliance_id, device_id, told_at);

-- Data in stock: a SIM, a MiFi's, or a voucher.
CREATE TABLE sim (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('SIM-', 'sim_reference'),
  kind text NOT NULL CHECK (kind IN ('sim', 'mifi', 'voucher')),
  network text NOT NULL CHECK (network <> ''),
  phone_number text,
  iccid text CHECK (iccid ~ '^89[0-9]{16,18}$'),
  product text NOT NULL DEFAULT '',
  monthly_gb integer CHECK (monthly_gb BETWEEN 0 AND 100000),
  months integer CHECK (months BETWEEN 1 AND 60),
  activate_by date,
  expires_on date,
  scheme text NOT NULL DEFAULT '',
  -- The questions a person must meet to be given it (the alliance's own data), where its scheme asks.
  eligibility_set text,
  -- The PIN, PUK or code of the voucher: sealed, and shown only to who gives it out.
  secret text,
  status text NOT NULL CHECK (status IN ('in_stock', 'issued', 'paired', 'suspended', 'ended')),
  person_id uuid,
  device_id uuid,
  issued_on date,
  ends_on date,
  added_on date NOT NULL,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, device_id) REFERENCES device,
  CHECK (status <> 'in_stock' OR (person_id IS NULL AND device_id IS NULL)),
  CHECK (status NOT IN ('issued', 'paired', 'suspended') OR num_nonnulls(person_id, device_id) = 1),
  CHECK (ends_on >= issued_on)
);
CREATE UNIQUE INDEX sim_iccid ON sim (alliance_id, iccid) WHERE iccid IS NOT NULL;
CREATE INDEX sim_person ON sim (alliance_id, person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX sim_one_per_device ON sim (alliance_id, device_id) WHERE status IN ('paired', 'suspended') AND device_id IS NOT NULL;
CREATE INDEX sim_status ON sim (alliance_id, status, reference);
