-- What is written under a record that was made part of another goes to the one that was kept, whoever writes it and however stale
-- their page: a trigger on every column that points to a person, so that a new table cannot be forgotten. The lock waits for a merge
-- that is under way. Left out: what says who was merged, weighed or kept apart from whom.
DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT c.relname AS tab, a.attname AS col
    FROM pg_constraint f
    JOIN pg_class c ON c.oid = f.conrelid AND c.relnamespace = 'public'::regnamespace
    JOIN LATERAL unnest(f.conkey, f.confkey) AS k (child, parent) ON true
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.child
    JOIN pg_attribute p ON p.attrelid = f.confrelid AND p.attnum = k.parent AND p.attname = 'id'
    WHERE f.contype = 'f' AND f.confrelid = 'person'::regclass
      AND c.relname NOT IN ('person', 'person_merge', 'person_pair')
  LOOP
    EXECUTE format($f$
      CREATE OR REPLACE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql AS $b$
      DECLARE kept uuid;
      BEGIN
        IF NEW.%2$I IS NOT NULL THEN
          SELECT merged_into INTO kept FROM person WHERE alliance_id = NEW.alliance_id AND id = NEW.%2$I FOR KEY SHARE;
          NEW.%2$I := coalesce(kept, NEW.%2$I);
        END IF;
        RETURN NEW;
      END $b$;
      DROP TRIGGER IF EXISTS follow_merged_%2$s ON %3$I;
      CREATE TRIGGER follow_merged_%2$s BEFORE INSERT OR UPDATE OF %2$I ON %3$I FOR EACH ROW EXECUTE FUNCTION %1$I();
    $f$, 'follow_merged_' || t.tab || '_' || t.col, t.col, t.tab);
  END LOOP;
END $$;
