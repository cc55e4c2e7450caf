-- What an alliance says keeps a device from being lent keeps it so here too, when it is put by and again when it is handed over: what
-- paid for it, updates that have ended, an electrical test that is due, a worn battery. Days are those of the loan itself.
CREATE OR REPLACE FUNCTION refuse_device_not_ready() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_handing boolean := TG_OP = 'UPDATE' AND NEW.device_id = OLD.device_id AND OLD.status = 'promised' AND NEW.status = 'on_loan';
  on_day date; standing text; lends boolean; blocked boolean;
BEGIN
  IF NEW.status NOT IN ('promised', 'on_loan') THEN RETURN NEW; END IF;
  -- Promised or out before and still so: only its days change
  IF TG_OP = 'UPDATE' AND NEW.device_id = OLD.device_id AND OLD.status IN ('promised', 'on_loan', 'lost') AND NOT is_handing THEN RETURN NEW; END IF;
  on_day := CASE WHEN NEW.status = 'on_loan' THEN NEW.collected_on
    ELSE (greatest(NEW.promised_at, CASE WHEN TG_OP = 'UPDATE' THEN OLD.lapsed_at END) AT TIME ZONE 'Europe/London')::date END;
  SELECT d.status, coalesce(f.may_lend, true), coalesce((r.support_blocks AND d.support_ends_on < on_day)
      OR (r.test_blocks AND d.test_due_on < on_day) OR d.battery < r.battery_blocks_below, false)
    INTO standing, lends, blocked FROM device d
    LEFT JOIN device_fund f ON f.alliance_id = d.alliance_id AND f.id = d.fund_id
    LEFT JOIN stock_rule r ON r.alliance_id = d.alliance_id
    WHERE d.alliance_id = NEW.alliance_id AND d.id = NEW.device_id;
  IF standing NOT IN ('ready', 'promised') AND NOT (NEW.status = 'on_loan' AND standing = 'on_loan') THEN
    RAISE EXCEPTION 'device % is not ready', NEW.device_id USING ERRCODE = 'check_violation', CONSTRAINT = 'device_ready_to_lend';
  END IF;
  IF NOT lends THEN
    RAISE EXCEPTION 'the fund of device % does not let it be lent', NEW.device_id USING ERRCODE = 'check_violation', CONSTRAINT = 'device_fund_lends';
  END IF;
  IF blocked THEN
    RAISE EXCEPTION 'the rules of the stock keep device % from being lent', NEW.device_id USING ERRCODE = 'check_violation', CONSTRAINT = 'device_rules_lend';
  END IF;
  RETURN NEW;
END $$;

-- What paid for a device says whether it may be given away.
CREATE FUNCTION refuse_gift_its_fund_forbids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM device d JOIN device_fund f ON f.alliance_id = d.alliance_id AND f.id = d.fund_id
    WHERE d.alliance_id = NEW.alliance_id AND d.id = NEW.device_id AND NOT f.may_give
  ) THEN
    RAISE EXCEPTION 'the fund of device % does not let it be given', NEW.device_id USING ERRCODE = 'check_violation', CONSTRAINT = 'device_fund_gives';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER gift_its_fund_allows BEFORE INSERT OR UPDATE OF device_id ON distribution
  FOR EACH ROW EXECUTE FUNCTION refuse_gift_its_fund_forbids();

-- Several devices that one person signed for at once: their handovers share this.
ALTER TABLE handover ADD COLUMN together_id uuid;
CREATE INDEX handover_together ON handover (alliance_id, together_id) WHERE together_id IS NOT NULL;
