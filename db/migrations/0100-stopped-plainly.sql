-- What stopped, and why, in words for whoever had it in hand.

-- A request may end since its person asked us to stop.
ALTER TABLE request DROP CONSTRAINT request_outcome_check;
ALTER TABLE request ADD CONSTRAINT request_outcome_check
  CHECK (outcome IN ('helped', 'signposted', 'not_needed', 'stopped', 'no_contact', 'could_not_help'));
ALTER TABLE referral DROP CONSTRAINT referral_outcome_check;
ALTER TABLE referral ADD CONSTRAINT referral_outcome_check
  CHECK (outcome IN ('helped', 'signposted', 'not_needed', 'stopped', 'no_contact', 'could_not_help'));

-- A partner that looks at a referral which stopped reads what it was written; of one that stopped before this, only that it is over.
ALTER TABLE referral ADD COLUMN stopped_because text
  CHECK (stopped_because IN ('not_agreed', 'left', 'closed', 'not_needed', 'leave_them'));
ALTER TABLE referral ADD CHECK (stopped_because IS NULL OR status = 'stopped');

-- People a list was for whom we may not get in touch with: counted when it was made, never named.
ALTER TABLE call_list ADD COLUMN left_out integer NOT NULL DEFAULT 0 CHECK (left_out >= 0);
