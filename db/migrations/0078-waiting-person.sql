-- Whether somebody ever waited is asked of every person's page; the index there was knows only who waits now.
CREATE INDEX waiting_person ON waiting (alliance_id, person_id) WHERE person_id IS NOT NULL;
