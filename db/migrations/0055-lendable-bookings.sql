-- What an alliance says keeps a device from being lent keeps it from being booked too, on the day it would be collected.
CREATE FUNCTION refuse_booking_not_to_lend() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lends boolean; blocked boolean;
BEGIN
  IF NEW.status <> 'booked' THEN RETURN NEW; END IF;
  SELECT coalesce(f.may_lend, true), coalesce((r.support_blocks AND d.support_ends_on < NEW.starts_on)
      OR (r.test_blocks AND d.test_due_on < NEW.starts_on) OR d.battery < r.battery_blocks_below, false)
    INTO lends, blocked FROM device d
    LEFT JOIN device_fund f ON f.alliance_id = d.alliance_id AND f.id = d.fund_id
    LEFT JOIN stock_rule r ON r.alliance_id = d.alliance_id
    WHERE d.alliance_id = NEW.alliance_id AND d.id = NEW.device_id;
  IF NOT lends THEN
    RAISE EXCEPTION 'the fund of device % does not let it be lent', NEW.device_id USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_fund_lends';
  END IF;
  IF blocked THEN
    RAISE EXCEPTION 'the rules of the stock keep device % from being lent', NEW.device_id USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_rules_lend';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER booking_its_rules_allow BEFORE INSERT OR UPDATE OF device_id, starts_on ON booking
  FOR EACH ROW EXECUTE FUNCTION refuse_booking_not_to_lend();
