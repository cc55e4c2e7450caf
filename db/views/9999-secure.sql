-- Last of all, every time: row-level security on every table that belongs to an alliance, and what each role may touch.
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'alliance_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY; ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.relname, t.relname);
    EXECUTE format('DROP POLICY IF EXISTS own_alliance ON %I', t.relname);
    EXECUTE format('CREATE POLICY own_alliance ON %I USING (alliance_id = (SELECT current_alliance()))', t.relname);
  END LOOP;
END $$;

-- Someone whose record is kept apart shows to nobody but those who may see them, on every table with a person in it, so that a
-- new table cannot be forgotten. Left out: what says who is kept apart, the journal (it names nobody), sign-ins, concerns (which
-- have a policy of their own), loans, since a device must come back: its page says "someone whose record is kept apart", and who
-- has whom in hand, which names nobody: a worker could not let go of someone who is kept apart meanwhile.
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND a.attname = CASE WHEN c.relname = 'person' THEN 'id' ELSE 'person_id' END
      AND c.relname NOT IN ('restricted_person', 'restricted_reader', 'event', 'account', 'concern', 'loan', 'call_hold')
  LOOP
    EXECUTE format('DROP POLICY IF EXISTS kept_apart ON %I', t.relname);
    EXECUTE format('CREATE POLICY kept_apart ON %I AS RESTRICTIVE FOR SELECT USING ((%I = ANY ((SELECT people_kept_apart())::uuid[])) IS NOT TRUE)',
      t.relname, t.attname);
  END LOOP;
END $$;
DROP POLICY IF EXISTS kept_apart ON call_hold;

-- An alliance's name, brand and helpline are public; only its own programme may change them.
ALTER TABLE alliance ENABLE ROW LEVEL SECURITY;
ALTER TABLE alliance FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS anyone_reads ON alliance;
DROP POLICY IF EXISTS own_alliance ON alliance;
DROP POLICY IF EXISTS set_up ON alliance;
CREATE POLICY anyone_reads ON alliance FOR SELECT USING (true);
CREATE POLICY own_alliance ON alliance FOR UPDATE USING (id = (SELECT current_alliance()));
CREATE POLICY set_up ON alliance FOR INSERT WITH CHECK (id = (SELECT current_alliance()));

GRANT USAGE ON SCHEMA public, report TO digiknow_app, digiknow_region;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO digiknow_app;
GRANT SELECT ON ALL TABLES IN SCHEMA report TO digiknow_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO digiknow_app;
-- The journal, and the words that messages used, are only ever added to.
REVOKE UPDATE, DELETE, TRUNCATE ON event, event_link, event_gone_back, template_version, concern, concern_note FROM digiknow_app;
REVOKE ALL ON migration FROM digiknow_app;
REVOKE ALL ON FUNCTION queue_job(text, json, timestamptz, text) FROM public;
GRANT EXECUTE ON FUNCTION queue_job(text, json, timestamptz, text) TO digiknow_app;
-- A region officer's role: the alliances' public facts and their totals. No table with a person in it.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM digiknow_region;
GRANT SELECT ON alliance TO digiknow_region;
DO $$
DECLARE v record;
BEGIN
  FOR v IN SELECT relname FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relkind = 'v' AND relname LIKE 'region_%' LOOP
    EXECUTE format('GRANT SELECT ON report.%I TO digiknow_region', v.relname);
  END LOOP;
END $$;
