-- A device may be sent within the days it is promised for already: a booking keeps days to bring it there, and so does a hold. Those
-- days are the booking's or the loan's, so such a transfer writes none into the calendar of its own.
ALTER TABLE device_transfer ADD COLUMN serves uuid;
COMMENT ON COLUMN device_transfer.serves IS 'The loan or booking it is sent for, whose days cover those on the way';

CREATE OR REPLACE FUNCTION claim_for_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_device_claim(NEW.alliance_id, NEW.id, NEW.device_id, 'transfer', NEW.sent_on,
    CASE WHEN NEW.arrived_on IS NULL AND NEW.serves IS NULL THEN NEW.due_on END);
  RETURN NULL;
END $$;
DROP TRIGGER claim_for_transfer ON device_transfer;
CREATE TRIGGER claim_for_transfer AFTER INSERT OR UPDATE OF device_id, sent_on, due_on, arrived_on, serves
  ON device_transfer FOR EACH ROW EXECUTE FUNCTION claim_for_transfer();

-- Called off while it is on the way, the days on the way are the transfer's own again.
CREATE FUNCTION transfer_serves_no_more() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE device_transfer SET serves = NULL WHERE alliance_id = NEW.alliance_id AND device_id = OLD.device_id AND serves = NEW.id AND arrived_on IS NULL;
  RETURN NULL;
END $$;
-- By name after claim_for_loan and claim_for_booking, which give the days back first.
CREATE TRIGGER served_no_more AFTER UPDATE OF status, device_id ON loan
  FOR EACH ROW WHEN (NEW.status = 'cancelled' OR NEW.device_id <> OLD.device_id) EXECUTE FUNCTION transfer_serves_no_more();
CREATE TRIGGER served_no_more AFTER UPDATE OF status, device_id ON booking
  FOR EACH ROW WHEN (NEW.status IN ('cancelled', 'ended') OR NEW.device_id <> OLD.device_id) EXECUTE FUNCTION transfer_serves_no_more();
