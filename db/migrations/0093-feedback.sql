-- What residents tell us, passed on without a name: about a street or a library there is nobody to name. No person is in it, so it is
-- counted and read by theme, and nobody follows it up (docs/decisions/0021).
CREATE TABLE feedback (
  alliance_id uuid NOT NULL REFERENCES alliance,
  id uuid NOT NULL,
  theme text NOT NULL CHECK (theme IN ('websites', 'costs', 'services', 'training', 'safety', 'praise', 'other')),
  -- Empty once they were taken out, where they named somebody after all: that it was told still counts.
  words text NOT NULL CHECK (char_length(words) <= 4000),
  -- Who passed it on: the organisation, and the address we gave it where it came by one.
  partner_id uuid NOT NULL,
  way_in_id uuid,
  told_at timestamptz NOT NULL,
  told_on date NOT NULL,
  PRIMARY KEY (alliance_id, id),
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, way_in_id) REFERENCES way_in
);
CREATE INDEX feedback_told ON feedback (alliance_id, told_at DESC, id DESC);
CREATE INDEX feedback_theme ON feedback (alliance_id, theme, told_on);
CREATE INDEX feedback_way_in ON feedback (alliance_id, way_in_id, told_on) WHERE way_in_id IS NOT NULL;
