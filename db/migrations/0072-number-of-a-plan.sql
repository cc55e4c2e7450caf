-- The one safe number and address of a plan stand among theirs: they can fail, and their owner can stop our texts. `of_plan`: there for
-- the plan alone, and goes with it.
-- What is brought over below is every alliance's: the owner is bound again when the policies are remade, after the migrations.
ALTER TABLE safe_contact_plan NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person_phone NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person_email NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person_token NO FORCE ROW LEVEL SECURITY;

ALTER TABLE person_phone ADD of_plan boolean NOT NULL DEFAULT false;
ALTER TABLE person_email ADD of_plan boolean NOT NULL DEFAULT false;

INSERT INTO person_phone (alliance_id, person_id, number, of_plan)
  SELECT alliance_id, person_id, safe_number, true FROM safe_contact_plan WHERE safe_number IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO person_email (alliance_id, person_id, address, of_plan)
  SELECT alliance_id, person_id, safe_email, true FROM safe_contact_plan WHERE safe_email IS NOT NULL ON CONFLICT DO NOTHING;

-- They are found by them, as by every number and address of theirs.
INSERT INTO person_token (alliance_id, token, person_id)
  SELECT alliance_id, '#' || regexp_replace(regexp_replace(number, '^\+44', '0'), '\D', '', 'g'), person_id FROM person_phone WHERE of_plan
  UNION SELECT alliance_id, address, person_id FROM person_email WHERE of_plan
  ON CONFLICT DO NOTHING;
