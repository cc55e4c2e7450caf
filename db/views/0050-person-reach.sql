-- How each person may be reached now, read at the moment of sending or ringing and never copied: one row a person.
-- With a safe contact plan, only what the plan allows is here; what is not here must not be used.
DROP VIEW IF EXISTS person_reach CASCADE;
CREATE VIEW person_reach WITH (security_invoker = true) AS
SELECT
  p.alliance_id,
  p.id AS person_id,
  coalesce(nullif(p.known_as, ''), p.name) AS say_name,
  p.language,
  -- What they like first, then whatever else could work. Words of a safe contact plan are for a human to read: a call alone.
  CASE
    WHEN p.safe_contact <> '' THEN ARRAY['call']
    WHEN p.reach_by = 'through_someone' THEN ARRAY['through_someone']
    ELSE array_prepend(p.reach_by, array_remove(ARRAY['call', 'text', 'email', 'letter'], p.reach_by))
  END AS ways,
  coalesce(phone.phones, '[]'::jsonb) AS phones,
  CASE WHEN p.email IS NULL OR p.safe_contact <> '' THEN '[]'::jsonb
    ELSE jsonb_build_array(jsonb_build_object('address', p.email, 'works', true)) END AS emails,
  CASE WHEN p.address = '' OR p.postcode IS NULL OR p.safe_contact <> '' THEN ARRAY[]::text[]
    ELSE regexp_split_to_array(p.address, '\s*[,\n]\s*') || p.postcode END AS postal,
  false AS do_not_call,
  p.safe_contact <> '' AS never_text,
  p.safe_contact <> '' AS never_write,
  false AS gone,
  false AS restricted,
  true AS holds_consent,
  false AS large_print,
  false AS interpreter,
  NULL::text AS safe_number,
  '[]'::jsonb AS safe_windows,
  p.safe_contact = '' AS voicemail_ok,
  '' AS our_name
FROM person p
LEFT JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('number', number, 'mobile', number ~ '^\+447([1-57-9]|624)', 'works', true) ORDER BY number) AS phones
  FROM person_phone
  WHERE person_phone.alliance_id = p.alliance_id AND person_phone.person_id = p.id
) phone ON true;
COMMENT ON COLUMN person_reach.safe_number IS 'null when any number of theirs will do';
