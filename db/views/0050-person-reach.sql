-- How each person may be reached now, read at the moment of sending or ringing and never copied: one row a person.
-- With a safe contact plan, only what the plan allows is here; what is not here must not be used or shown.
DROP VIEW IF EXISTS person_reach CASCADE;
CREATE VIEW person_reach WITH (security_invoker = true) AS
SELECT
  p.alliance_id,
  p.id AS person_id,
  coalesce(nullif(p.known_as, ''), p.name) AS say_name,
  p.language,
  -- Their own order first, then whatever else could work, the quickest first; but whoever is reached through someone chose that
  -- for a reason.
  ARRAY(
    SELECT way FROM unnest(p.ways || CASE WHEN 'through_someone' = ANY (p.ways) THEN ARRAY[]::text[]
      ELSE ARRAY['text', 'email', 'call', 'letter'] END) WITH ORDINALITY AS liked (way, turn)
    WHERE (way <> 'call' OR NOT p.do_not_call)
      AND (way <> 'text' OR NOT coalesce(plan.never_text, false))
      AND (way <> 'email' OR NOT coalesce(plan.never_write, false) OR plan.safe_email IS NOT NULL)
      AND (way <> 'letter' OR NOT coalesce(plan.never_write, false))
    GROUP BY way ORDER BY min(turn)
  ) AS ways,
  coalesce(phone.phones, '[]'::jsonb) AS phones,
  coalesce(email.emails, '[]'::jsonb) AS emails,
  CASE WHEN p.address = '' OR p.postcode IS NULL OR plan.never_write OR p.post_failed_at IS NOT NULL THEN ARRAY[]::text[]
    ELSE regexp_split_to_array(p.address, '\s*[,\n]\s*') || p.postcode END AS postal,
  p.do_not_call,
  coalesce(plan.never_text, false) AS never_text,
  -- One safe email address is a way to write.
  coalesce(plan.never_write, false) AND plan.safe_email IS NULL AS never_write,
  p.has_died OR p.erased_at IS NOT NULL OR p.merged_into IS NOT NULL AS gone,
  EXISTS (SELECT FROM restricted_person r WHERE r.alliance_id = p.alliance_id AND r.person_id = p.id) AS restricted,
  -- Not asked yet is not withdrawn: consent to hold counts once it has been given or taken back.
  coalesce((
    SELECT bool_or(c.withdrawn_at IS NULL AND coalesce(c.ends_on, 'infinity') >= (current_moment() AT TIME ZONE 'Europe/London')::date)
    FROM consent c WHERE c.alliance_id = p.alliance_id AND c.person_id = p.id AND c.purpose = 'hold'
  ), true) AS holds_consent,
  -- The last day they agreed to, where that was their last word: it ended, and nobody took it back after.
  (
    SELECT CASE WHEN max(c.ends_on) FILTER (WHERE c.withdrawn_at IS NULL)
        >= coalesce(max((c.withdrawn_at AT TIME ZONE 'Europe/London')::date), '-infinity')
      AND NOT bool_or(c.withdrawn_at IS NULL AND coalesce(c.ends_on, 'infinity') >= (current_moment() AT TIME ZONE 'Europe/London')::date)
      THEN max(c.ends_on) FILTER (WHERE c.withdrawn_at IS NULL) END
    FROM consent c WHERE c.alliance_id = p.alliance_id AND c.person_id = p.id AND c.purpose = 'hold'
  ) AS consent_ended_on,
  'large_print' = ANY (p.access_needs) AS large_print,
  p.interpreter,
  plan.safe_number,
  coalesce(plan.safe_windows, '[]'::jsonb) AS safe_windows,
  coalesce(plan.voicemail_ok, true) AS voicemail_ok,
  coalesce(plan.our_name, '') AS our_name,
  plan.person_id IS NOT NULL AS safe_plan,
  coalesce(plan.words, '') AS plan_words,
  coalesce(nullif(p.say_as, ''), nullif(p.known_as, ''), p.name) AS say_as,
  p.reach_through,
  p.best_times,
  p.has_died,
  -- The ways they said they like, in their order: `ways` goes on with whatever else could work.
  p.ways AS liked,
  -- They chose to be reached through someone, and we know whom: that one is rung.
  'through_someone' = ANY (p.ways) AND p.reach_through <> '' AS rings_through,
  -- Calling is among their ways and some number works. Said without `ways` and `phones`, which take long to make for a whole queue.
  NOT p.do_not_call AND ('call' = ANY (p.ways) OR NOT 'through_someone' = ANY (p.ways)) AND EXISTS (
    SELECT FROM person_phone w WHERE w.alliance_id = p.alliance_id AND w.person_id = p.id AND w.failed_at IS NULL
      AND CASE WHEN plan.safe_number IS NULL THEN NOT w.of_plan ELSE w.number = plan.safe_number END) AS takes_calls
FROM person p
LEFT JOIN safe_contact_plan plan ON plan.alliance_id = p.alliance_id AND plan.person_id = p.id
LEFT JOIN LATERAL (
  -- `texts`: takes texts now. The number of a plan is among their numbers; one that was there for a plan is theirs no longer than that.
  SELECT jsonb_agg(jsonb_build_object('number', one.number, 'label', one.label, 'mobile', one.mobile,
    'texts', one.mobile AND one.texts_stopped_at IS NULL, 'works', one.failed_at IS NULL) ORDER BY one.failed_at IS NOT NULL, one.position, one.number) AS phones
  FROM (
    SELECT number, label, mobile, texts_stopped_at, failed_at, position FROM person_phone
    WHERE person_phone.alliance_id = p.alliance_id AND person_phone.person_id = p.id
      AND CASE WHEN plan.safe_number IS NULL THEN NOT of_plan ELSE number = plan.safe_number END
  ) AS one
) phone ON true
LEFT JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('address', one.address, 'works', one.failed_at IS NULL)
    ORDER BY one.failed_at IS NOT NULL, one.position, one.address) AS emails
  FROM (
    SELECT address, failed_at, position FROM person_email
    WHERE person_email.alliance_id = p.alliance_id AND person_email.person_id = p.id
      AND CASE WHEN plan.safe_email IS NOT NULL THEN address = plan.safe_email
        ELSE NOT of_plan AND NOT coalesce(plan.never_write, false) END
  ) AS one
) email ON true;
COMMENT ON COLUMN person_reach.consent_ended_on IS 'null where it has not ended by its date';
COMMENT ON COLUMN person_reach.safe_number IS 'null when any number of theirs will do';
