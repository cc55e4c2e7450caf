-- People passed on to partners and by them to us, with links that need no account, and asking for somebody else.
CREATE SEQUENCE referral_reference START 1001;

-- What a person agreed that a partner may know is in `shared`: nothing else is shown to it.
CREATE TABLE referral (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  reference text NOT NULL DEFAULT next_reference('F-', 'referral_reference'),
  person_id uuid NOT NULL,
  request_id uuid NOT NULL,
  partner_id uuid NOT NULL,
  consent_id uuid,
  status text NOT NULL CHECK (status IN ('sent', 'needs_more', 'accepted', 'declined', 'finished', 'returned', 'stopped')),
  shared text[] NOT NULL DEFAULT '{}',
  words text NOT NULL DEFAULT '',
  sent_at timestamptz NOT NULL,
  sent_on date NOT NULL,
  sent_by uuid,
  -- Where we are reached, for the address in a reminder: jobs know no address of their own.
  site text NOT NULL,
  -- The reply clock; no clock runs while the partner waits for us or once it has answered.
  reply_by date,
  nudged_on date,
  answered_at timestamptz,
  decline_reason text CHECK (decline_reason IN ('no_room', 'not_ours', 'out_of_area', 'cannot_reach', 'other')),
  partner_words text NOT NULL DEFAULT '',
  outcome text CHECK (outcome IN ('helped', 'signposted', 'not_needed', 'no_contact', 'could_not_help')),
  ended_on date,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, reference),
  FOREIGN KEY (alliance_id, person_id) REFERENCES person,
  FOREIGN KEY (alliance_id, request_id) REFERENCES request,
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, consent_id) REFERENCES consent,
  FOREIGN KEY (alliance_id, sent_by) REFERENCES account,
  CHECK ((status = 'declined') = (decline_reason IS NOT NULL)),
  CHECK ((status = 'finished') = (outcome IS NOT NULL)),
  CHECK ((status = 'sent') = (reply_by IS NOT NULL)),
  CHECK ((status IN ('declined', 'finished', 'returned', 'stopped')) = (ended_on IS NOT NULL))
);
-- One partner is asked once at a time about one request.
CREATE UNIQUE INDEX referral_open ON referral (alliance_id, request_id, partner_id) WHERE status IN ('sent', 'needs_more', 'accepted');
CREATE INDEX referral_person ON referral (alliance_id, person_id);
CREATE INDEX referral_due ON referral (alliance_id, reply_by) WHERE status = 'sent';
CREATE INDEX referral_sent ON referral (alliance_id, sent_on DESC, id DESC);

-- The partner's way in to one referral: a secret it alone was sent, kept here only as a hash.
CREATE TABLE referral_link (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, token_hash),
  FOREIGN KEY (alliance_id, referral_id) REFERENCES referral
);
CREATE INDEX referral_link_of ON referral_link (alliance_id, referral_id);

-- A way to refer people to us without an account, given to one partner, councillor or neighbourhood team.
CREATE TABLE way_in (
  alliance_id uuid NOT NULL,
  id uuid NOT NULL,
  partner_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('partner', 'councillor', 'neighbourhood_team')),
  name text NOT NULL CHECK (name <> ''),
  token_hash bytea NOT NULL,
  -- The same secret sealed, so that whoever gave it out can send it once more.
  sealed text NOT NULL,
  a_day integer NOT NULL CHECK (a_day BETWEEN 1 AND 200),
  made_at timestamptz NOT NULL,
  made_by uuid,
  ends_on date NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (alliance_id, id),
  UNIQUE (alliance_id, token_hash),
  FOREIGN KEY (alliance_id, partner_id) REFERENCES partner,
  FOREIGN KEY (alliance_id, made_by) REFERENCES account
);
CREATE INDEX way_in_of ON way_in (alliance_id, partner_id);

-- Which way in a request came by; and who asked for them, where somebody else did, with what they are to them.
ALTER TABLE request
  ADD way_in_id uuid,
  ADD asker_id uuid,
  ADD asker_standing text CHECK (asker_standing IN ('relative', 'neighbour', 'carer', 'support_worker', 'councillor', 'gp', 'social_worker', 'other')),
  ADD agreed text CHECK (agreed IN ('said_so', 'not_yet')),
  ADD FOREIGN KEY (alliance_id, way_in_id) REFERENCES way_in,
  ADD FOREIGN KEY (alliance_id, asker_id) REFERENCES person,
  ADD CHECK ((asker_id IS NULL) = (asker_standing IS NULL));
CREATE INDEX request_way_in ON request (alliance_id, way_in_id, opened_on) WHERE way_in_id IS NOT NULL;
CREATE INDEX request_asker ON request (alliance_id, asker_id) WHERE asker_id IS NOT NULL;
CREATE INDEX request_theme ON request (alliance_id, theme, opened_on) WHERE theme IS NOT NULL;
