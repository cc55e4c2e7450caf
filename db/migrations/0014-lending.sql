-- Lending in depth: the alliance's own rules, who may borrow, the waiting list, booking ahead, and one calendar per device.
CREATE SEQUENCE waiting_reference START 1001;
CREATE SEQUENCE booking_reference START 1001;
CREATE SEQUENCE agreement_reference START 1001;

-- What a device is wanted for. Its head start counts as days already waited, so that nobody waits for ever behind others.
CREATE TABLE lending_purpose (
  alliance_id uuid NOT NULL REFERENCES alliance,
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{1,40}$'),
  name text NOT NULL CHECK (name <> ''),
  -- What lists and screens others may see say instead: who flees abuse must not be known by a list.
  said_as text NOT NULL CHECK (said_as <> ''),
  head_start_days integer NOT NULL DEFAULT 0 CHECK (head_start_days BETWEEN 0 AND 730),
  ended_on date,
  PRIMARY KEY (alliance_id, code)
);

-- Rules for a place, a kind and a purpose, any of them left open. What a rule leaves empty, a wider rule says.
CREATE TABLE lending_rule (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  place_id uuid,
  kind text CHECK (kind IN ('tablet', 'laptop', 'phone', 'dongle', 'other')),
  purpose text,
  length integer CHECK (length BETWEEN 1 AND 366),
  length_unit text CHECK (length_unit IN ('day', 'week', 'month')),
  renewals integer CHECK (renewals BETWEEN 0 AND 50),
  longest_months integer CHECK (longest_months BETWEEN 1 AND 60),
  hold_days integer CHECK (hold_days BETWEEN 1 AND 60),
  remind_days integer CHECK (remind_days BETWEEN 1 AND 60),
  turnaround_days integer CHECK (turnaround_days BETWEEN 0 AND 60),
  transfer_days integer CHECK (transfer_days BETWEEN 0 AND 60),
  call_after_days integer CHECK (call_after_days BETWEEN 1 AND 365),
  suspend_after_days integer CHECK (suspend_after_days BETWEEN 1 AND 365),
  needs_check boolean,
  PRIMARY KEY (alliance_id, id),
  UNIQUE NULLS NOT DISTINCT (alliance_id, place_id, kind, purpose),
  FOREIGN KEY (alliance_id, place_id) REFERENCES place,
  FOREIGN KEY (alliance_id, purpose) REFERENCES lending_purpose,
  CHECK (length_unit IS NULL OR (length IS NOT NULL AND length <= CASE length_unit WHEN 'month' THEN 12 WHEN 'week' THEN 52 ELSE 366 END)),
  CHECK (length IS NULL OR length_unit IS NOT NULL)
);

-- Who may borrow or be given data: sets of questions, each the alliance's own. All of the 'all' and one of the 'one' must hold.
CREATE TABLE eligibility_set (
  alliance_id uuid NOT NULL REFERENCES alliance,
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{1,40}$'),
  name text NOT NULL CHECK (name <> ''),
  words text NOT NULL DEFAULT '',
  months integer NOT NULL DEFAULT 12 CHECK (months BETWEEN 1 AND 60),
  ended_on date,
  PRIMARY KEY (alliance_id, code)
);
CREATE TABLE eligibility_question (
  alliance_id uuid NOT NULL,
  set_code text NOT NULL,
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{1,40}$'),
  position integer NOT NULL,
  question text NOT NULL CHECK (question <> ''),
  needed text NOT NULL CHECK (needed IN ('all', 'one')),
  PRIMARY KEY (alliance_id, set_code, code),
  FOREIGN KEY (alliance_id, set_code) REFERENCES eligibility_set
);
-- Which rule was met and who checked. The papers themselves are looked at and given back, never kept.
CREATE TABLE eligibility_check (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  set_code text NOT NULL,
  met text[] NOT NULL,
  checked_on date NOT NULL,
  good_until date NOT NULL,
  checked_by text NOT NULL,
  account_id uuid,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, set_code) REFERENCES eligibility_set,
  FOREIGN KEY (alliance_id, account_id) REFERENCES account,
  CHECK (good_until > checked_on)
);
CREATE INDEX eligibility_check_person ON eligibility_check (alliance_id, person_id, set_code, good_until);

CREATE TABLE waiting (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('W-', 'waiting_reference'),
  person_id uuid,
  partner_id uuid,
  request_id uuid,
  -- Without a kind, any will do.
  kind text CHECK (kind IN ('tablet', 'laptop', 'phone', 'dongle', 'other')),
  purpose text NOT NULL,
  place_id uuid,
  status text NOT NULL CHECK (status IN ('waiting', 'offered', 'missed', 'done', 'left')),
  joined_at timestamptz NOT NULL,
  joined_on date NOT NULL,
  -- The head start of its purpose on the day it joined: changing a purpose does not move those already waiting.
  head_start_days integer NOT NULL,
  notes text NOT NULL DEFAULT '',
  ended_on date,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, request_id) REFERENCES request,
  FOREIGN KEY (alliance_id, purpose) REFERENCES lending_purpose,
  FOREIGN KEY (alliance_id, place_id) REFERENCES place,
  CHECK (num_nonnulls(person_id, partner_id) = 1),
  CHECK ((status IN ('done', 'left')) = (ended_on IS NOT NULL))
);
CREATE INDEX waiting_open ON waiting (alliance_id, status, joined_at);
CREATE INDEX waiting_partner ON waiting (alliance_id, partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX waiting_request ON waiting (alliance_id, request_id) WHERE request_id IS NOT NULL;
-- One place in the queue for each kind of device.
CREATE UNIQUE INDEX waiting_once ON waiting (alliance_id, person_id, coalesce(kind, '')) WHERE status IN ('waiting', 'offered', 'missed') AND person_id IS NOT NULL;

-- A device promised ahead for some days: half open, [starts_on, ends_on).
CREATE TABLE booking (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('B-', 'booking_reference'),
  device_id uuid NOT NULL,
  person_id uuid,
  partner_id uuid,
  purpose text,
  place_id uuid,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  -- Days to bring it to the place before, and to wipe and check it after.
  lead_days integer NOT NULL DEFAULT 0 CHECK (lead_days BETWEEN 0 AND 60),
  turnaround_days integer NOT NULL DEFAULT 2 CHECK (turnaround_days BETWEEN 0 AND 60),
  status text NOT NULL CHECK (status IN ('booked', 'done', 'cancelled', 'ended')),
  booked_at timestamptz NOT NULL,
  notes text NOT NULL DEFAULT '',
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, device_id) REFERENCES device,
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, purpose) REFERENCES lending_purpose,
  FOREIGN KEY (alliance_id, place_id) REFERENCES place,
  CHECK (num_nonnulls(person_id, partner_id) = 1),
  CHECK (ends_on > starts_on)
);
CREATE INDEX booking_starts ON booking (alliance_id, status, starts_on);
CREATE INDEX booking_person ON booking (alliance_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX booking_partner ON booking (alliance_id, partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX booking_device ON booking (alliance_id, device_id, starts_on);

-- A device on its way from one place to another.
CREATE TABLE device_transfer (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  device_id uuid NOT NULL,
  to_place_id uuid NOT NULL,
  sent_on date NOT NULL,
  due_on date NOT NULL,
  arrived_on date,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, device_id) REFERENCES device,
  FOREIGN KEY (alliance_id, to_place_id) REFERENCES place,
  CHECK (due_on >= sent_on)
);
CREATE INDEX device_transfer_device ON device_transfer (alliance_id, device_id, sent_on);

-- Several devices lent to an organisation on one agreement, with someone there to talk to.
CREATE TABLE organisation_loan (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('A-', 'agreement_reference'),
  partner_id uuid NOT NULL,
  setting text NOT NULL CHECK (setting IN ('care_home', 'supported_residence', 'hospital_ward', 'school', 'other')),
  contact_name text NOT NULL CHECK (contact_name <> ''),
  contact_phone text,
  contact_email text,
  made_on date NOT NULL,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner
);
CREATE INDEX organisation_loan_partner ON organisation_loan (alliance_id, partner_id);
-- How many people there use the devices: a count on a day, never who they are.
CREATE TABLE end_user_count (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  organisation_loan_id uuid NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  people integer NOT NULL CHECK (people BETWEEN 0 AND 10000),
  notes text NOT NULL DEFAULT '',
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, organisation_loan_id) REFERENCES organisation_loan,
  CHECK (until_on >= from_on),
  -- The same days are counted once.
  CONSTRAINT end_user_count_once EXCLUDE USING gist (alliance_id WITH =, organisation_loan_id WITH =, daterange(from_on, until_on, '[]') WITH &&)
);

ALTER TABLE loan
  ADD COLUMN purpose text,
  ADD COLUMN waiting_id uuid,
  ADD COLUMN booking_id uuid,
  ADD COLUMN organisation_loan_id uuid,
  ADD COLUMN collect_place_id uuid,
  -- A promise is kept until the end of this day; without one, until someone calls it off.
  ADD COLUMN held_until date,
  ADD COLUMN lapsed_at timestamptz,
  -- The last day a promised device could still be out.
  ADD COLUMN planned_until date,
  ADD COLUMN turnaround_days integer NOT NULL DEFAULT 2 CHECK (turnaround_days BETWEEN 0 AND 60),
  ADD COLUMN trouble text CHECK (trouble IN ('lost', 'stolen', 'broken')),
  ADD COLUMN trouble_on date,
  ADD COLUMN trouble_notes text NOT NULL DEFAULT '',
  ADD FOREIGN KEY (alliance_id, purpose) REFERENCES lending_purpose,
  ADD FOREIGN KEY (alliance_id, waiting_id) REFERENCES waiting,
  ADD FOREIGN KEY (alliance_id, booking_id) REFERENCES booking,
  ADD FOREIGN KEY (alliance_id, organisation_loan_id) REFERENCES organisation_loan,
  ADD FOREIGN KEY (alliance_id, collect_place_id) REFERENCES place,
  ADD CHECK ((trouble IS NULL) = (trouble_on IS NULL)),
  ADD CHECK (lapsed_at IS NULL OR status = 'cancelled');
CREATE INDEX loan_waiting ON loan (alliance_id, waiting_id) WHERE waiting_id IS NOT NULL;
CREATE INDEX loan_organisation ON loan (alliance_id, organisation_loan_id) WHERE organisation_loan_id IS NOT NULL;
CREATE INDEX loan_held ON loan (alliance_id, held_until) WHERE status = 'promised' AND held_until IS NOT NULL;
-- One offer at a time for each who waits, and one loan for each booking.
CREATE UNIQUE INDEX loan_one_offer ON loan (alliance_id, waiting_id) WHERE status = 'promised' AND waiting_id IS NOT NULL;
CREATE UNIQUE INDEX loan_of_booking ON loan (alliance_id, booking_id) WHERE status <> 'cancelled' AND booking_id IS NOT NULL;

CREATE TABLE loan_extension (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  loan_id uuid NOT NULL,
  was_due_on date NOT NULL,
  due_on date NOT NULL,
  -- A renewal that was asked for counts against the rule; more time given to many at once does not.
  how text NOT NULL CHECK (how IN ('reply', 'phone', 'staff', 'many')),
  many_id uuid,
  extended_at timestamptz NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, loan_id) REFERENCES loan,
  CHECK (due_on > was_due_on)
);
CREATE INDEX loan_extension_loan ON loan_extension (alliance_id, loan_id);
CREATE INDEX loan_extension_many ON loan_extension (alliance_id, many_id) WHERE many_id IS NOT NULL;

-- One calendar for each device. Loans, bookings and transfers write themselves into it by trigger, and it takes no two at once:
-- a device cannot be promised twice for one day, whatever the code does. Days are half open, [starts_on, ends_on).
CREATE TABLE device_claim (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  device_id uuid NOT NULL,
  source text NOT NULL CHECK (source IN ('loan', 'booking', 'transfer')),
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on > starts_on),
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, device_id) REFERENCES device,
  CONSTRAINT device_claimed_once EXCLUDE USING gist (alliance_id WITH =, device_id WITH =, daterange(starts_on, ends_on) WITH &&)
);
-- Plain days on a b-tree: row-level security keeps an index from serving the range operators, which are not leakproof.
CREATE INDEX device_claim_days ON device_claim (alliance_id, device_id, ends_on, starts_on);

CREATE FUNCTION write_device_claim(alliance uuid, claim uuid, device uuid, what text, first_day date, past_day date) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF past_day > first_day THEN
    INSERT INTO device_claim (alliance_id, id, device_id, source, starts_on, ends_on)
      VALUES (alliance, claim, device, what, first_day, past_day)
      ON CONFLICT (alliance_id, id) DO UPDATE
        SET device_id = excluded.device_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on;
  ELSE
    DELETE FROM device_claim WHERE alliance_id = alliance AND id = claim;
  END IF;
END $$;

-- A promise claims all the days it may come to, a loan those until it is due and made ready; overdue is for people to put right.
CREATE FUNCTION claim_for_loan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  first_day date := coalesce(NEW.collected_on, (NEW.promised_at AT TIME ZONE 'Europe/London')::date);
  past_day date := CASE
    WHEN NEW.status = 'promised' THEN coalesce(NEW.planned_until + NEW.turnaround_days, 'infinity'::date)
    WHEN NEW.status IN ('on_loan', 'lost') THEN NEW.due_on + NEW.turnaround_days END;
BEGIN
  PERFORM write_device_claim(NEW.alliance_id, NEW.id, NEW.device_id, 'loan', first_day, past_day);
  RETURN NULL;
END $$;
CREATE TRIGGER claim_for_loan AFTER INSERT OR UPDATE OF status, device_id, promised_at, collected_on, due_on, planned_until, turnaround_days
  ON loan FOR EACH ROW EXECUTE FUNCTION claim_for_loan();

CREATE FUNCTION claim_for_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_device_claim(NEW.alliance_id, NEW.id, NEW.device_id, 'booking', NEW.starts_on - NEW.lead_days,
    CASE WHEN NEW.status = 'booked' THEN NEW.ends_on + NEW.turnaround_days END);
  RETURN NULL;
END $$;
CREATE TRIGGER claim_for_booking AFTER INSERT OR UPDATE OF status, device_id, starts_on, ends_on, lead_days, turnaround_days
  ON booking FOR EACH ROW EXECUTE FUNCTION claim_for_booking();

CREATE FUNCTION claim_for_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_device_claim(NEW.alliance_id, NEW.id, NEW.device_id, 'transfer', NEW.sent_on, CASE WHEN NEW.arrived_on IS NULL THEN NEW.due_on END);
  RETURN NULL;
END $$;
CREATE TRIGGER claim_for_transfer AFTER INSERT OR UPDATE OF device_id, sent_on, due_on, arrived_on
  ON device_transfer FOR EACH ROW EXECUTE FUNCTION claim_for_transfer();

-- Loans that are open already: what they hold is theirs.
INSERT INTO device_claim (alliance_id, id, device_id, source, starts_on, ends_on)
  SELECT alliance_id, id, device_id, 'loan', coalesce(collected_on, (promised_at AT TIME ZONE 'Europe/London')::date),
    CASE WHEN status = 'promised' THEN 'infinity'::date ELSE due_on + turnaround_days END
  FROM loan WHERE status IN ('promised', 'on_loan', 'lost');
