-- Every statement asks of every table with a person in it who is kept apart. Finding it took a third of a small statement's time,
-- so a transaction finds it when it opens, and keeps it in digiknow.kept_apart.

/* The people kept apart from this transaction's actor: as found when it opened, or anew where nothing was kept or that has changed. */
CREATE FUNCTION people_kept_apart() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE kept text := current_setting('digiknow.kept_apart', true);
BEGIN
  IF current_sees('restricted') THEN RETURN '{}'; END IF;
  IF kept <> '' THEN RETURN kept::uuid[]; END IF;
  RETURN ARRAY(SELECT hidden_people());
END $$;

CREATE FUNCTION forget_kept_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('digiknow.kept_apart', '', true);
  RETURN NULL;
END $$;
CREATE TRIGGER forget_kept_apart AFTER INSERT OR UPDATE OR DELETE ON restricted_person FOR EACH STATEMENT EXECUTE FUNCTION forget_kept_apart();
CREATE TRIGGER forget_kept_apart AFTER INSERT OR UPDATE OR DELETE ON restricted_reader FOR EACH STATEMENT EXECUTE FUNCTION forget_kept_apart();
