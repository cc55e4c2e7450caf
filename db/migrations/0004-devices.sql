CREATE SEQUENCE device_reference START 301;
CREATE SEQUENCE loan_reference START 1001;

CREATE TABLE device (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('DK-', 'device_reference'),
  kind text NOT NULL CHECK (kind IN ('tablet', 'laptop', 'phone', 'dongle', 'other')),
  make text NOT NULL DEFAULT '',
  model text NOT NULL DEFAULT '',
  serial text,
  imei text CHECK (imei ~ '^[0-9]{14,16}$'),
  kit text NOT NULL DEFAULT '',
  condition text NOT NULL DEFAULT 'good' CHECK (condition IN ('good', 'worn', 'damaged', 'broken')),
  status text NOT NULL CHECK (status IN ('to_wipe', 'ready', 'promised', 'on_loan', 'repair', 'lost', 'given', 'recycled')),
  place_id uuid,
  added_on date NOT NULL,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, place_id) REFERENCES place
);
CREATE UNIQUE INDEX device_serial ON device (alliance_id, lower(make), lower(serial)) WHERE serial IS NOT NULL;
CREATE INDEX device_status ON device (alliance_id, status, reference);

CREATE TABLE wipe (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  device_id uuid NOT NULL,
  wiped_on date NOT NULL,
  method text NOT NULL CHECK (method IN ('factory_reset', 'secure_erase', 'overwrite', 'new_in_box', 'no_storage')),
  tool text NOT NULL DEFAULT '',
  evidence text NOT NULL DEFAULT '',
  passed boolean NOT NULL,
  done_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, id, device_id, passed),
  FOREIGN KEY (alliance_id, device_id) REFERENCES device
);
CREATE INDEX wipe_device ON wipe (alliance_id, device_id, recorded_at);

-- A loan names the wipe that made its device safe. That wipe must have passed, be later than the last return, and
-- none can be recorded while someone has the device: one not wiped since its last user cannot be lent, whatever the code does.
CREATE TABLE loan (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('L-', 'loan_reference'),
  device_id uuid NOT NULL,
  wipe_id uuid NOT NULL,
  wipe_passed boolean NOT NULL DEFAULT true CHECK (wipe_passed),
  person_id uuid,
  partner_id uuid,
  request_id uuid,
  status text NOT NULL CHECK (status IN ('promised', 'on_loan', 'returned', 'lost', 'cancelled')),
  promised_at timestamptz NOT NULL,
  collected_on date,
  due_on date,
  returned_on date,
  returned_at timestamptz,
  condition_out text CHECK (condition_out IN ('good', 'worn', 'damaged')),
  condition_back text CHECK (condition_back IN ('good', 'worn', 'damaged', 'broken')),
  kit_out text NOT NULL DEFAULT '',
  kit_complete boolean,
  return_notes text NOT NULL DEFAULT '',
  agreement_version integer,
  -- The day written in the agreement that was signed; due_on moves when the loan is extended.
  agreed_due_on date,
  signed_name text,
  -- Strokes drawn on the screen: [[[x, y], …], …]; null when the name was typed instead.
  signature jsonb,
  signed_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, device_id) REFERENCES device,
  FOREIGN KEY (alliance_id, wipe_id, device_id, wipe_passed) REFERENCES wipe (alliance_id, id, device_id, passed),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, request_id) REFERENCES request,
  CHECK (num_nonnulls(person_id, partner_id) = 1),
  CHECK (status IN ('promised', 'cancelled') OR (collected_on IS NOT NULL AND due_on IS NOT NULL AND signed_name IS NOT NULL)),
  CHECK (due_on > collected_on),
  CHECK ((status = 'returned') = (returned_on IS NOT NULL)),
  CHECK ((returned_on IS NULL) = (returned_at IS NULL)),
  CHECK (returned_on >= collected_on)
);
CREATE UNIQUE INDEX loan_one_open_per_device ON loan (alliance_id, device_id) WHERE status IN ('promised', 'on_loan', 'lost');
CREATE UNIQUE INDEX loan_spends_wipe ON loan (alliance_id, wipe_id) WHERE status <> 'cancelled';
CREATE INDEX loan_collected ON loan (alliance_id, collected_on);
CREATE INDEX loan_due ON loan (alliance_id, due_on) WHERE status = 'on_loan';
CREATE INDEX loan_person ON loan (alliance_id, person_id);
CREATE INDEX loan_device ON loan (alliance_id, device_id);
CREATE INDEX loan_partner ON loan (alliance_id, partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX loan_request ON loan (alliance_id, request_id) WHERE request_id IS NOT NULL;

-- Both triggers lock the device row first, so that a loan and a wipe of one device take turns.
CREATE FUNCTION refuse_wipe_while_lent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM device WHERE alliance_id = NEW.alliance_id AND id = NEW.device_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM loan WHERE alliance_id = NEW.alliance_id AND device_id = NEW.device_id AND status IN ('on_loan', 'lost')) THEN
    RAISE EXCEPTION 'device % is on loan: it cannot be wiped until it is back', NEW.device_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wipe_while_lent';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER wipe_while_lent BEFORE INSERT OR UPDATE ON wipe FOR EACH ROW EXECUTE FUNCTION refuse_wipe_while_lent();

CREATE FUNCTION refuse_unwiped_device() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.device_id IS NULL THEN RETURN NEW; END IF;
  PERFORM 1 FROM device WHERE alliance_id = NEW.alliance_id AND id = NEW.device_id FOR UPDATE;
  IF NOT EXISTS (
    SELECT 1 FROM wipe w
    WHERE w.alliance_id = NEW.alliance_id AND w.device_id = NEW.device_id AND w.passed
      AND w.id = coalesce((to_jsonb(NEW) ->> 'wipe_id')::uuid, w.id)
      AND NOT EXISTS (
        SELECT 1 FROM loan l
        WHERE l.alliance_id = w.alliance_id AND l.device_id = w.device_id AND l.status <> 'cancelled'
          AND l.id <> NEW.id AND (l.returned_at IS NULL OR l.returned_at >= w.recorded_at)
      )
  ) THEN
    RAISE EXCEPTION 'device % was not wiped since its last user', NEW.device_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'device_wiped_since_last_user';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER device_wiped_since_last_user BEFORE INSERT OR UPDATE OF device_id, wipe_id ON loan
  FOR EACH ROW EXECUTE FUNCTION refuse_unwiped_device();

CREATE TABLE distribution (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('device', 'data')),
  person_id uuid,
  partner_id uuid,
  device_id uuid,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100000),
  scheme text NOT NULL DEFAULT '',
  given_on date NOT NULL,
  notes text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, device_id) REFERENCES device,
  CHECK (num_nonnulls(person_id, partner_id) = 1),
  CHECK (person_id IS NULL OR quantity = 1)
);
CREATE INDEX distribution_given ON distribution (alliance_id, given_on);
CREATE INDEX distribution_person ON distribution (alliance_id, person_id);
CREATE INDEX distribution_partner ON distribution (alliance_id, partner_id) WHERE partner_id IS NOT NULL;
CREATE UNIQUE INDEX distribution_of_device ON distribution (alliance_id, device_id) WHERE device_id IS NOT NULL;
CREATE TRIGGER device_wiped_since_last_user BEFORE INSERT OR UPDATE OF device_id ON distribution
  FOR EACH ROW EXECUTE FUNCTION refuse_unwiped_device();
