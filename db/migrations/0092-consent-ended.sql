-- What hangs on a consent that ends by its date is stopped once, by the first look after its last day.
ALTER TABLE consent ADD COLUMN ended_at timestamptz;
CREATE INDEX consent_to_end ON consent (alliance_id, ends_on) WHERE purpose = 'hold' AND withdrawn_at IS NULL AND ended_at IS NULL;
