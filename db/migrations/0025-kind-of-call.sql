-- What a call is about is a kind of record, never words: so that nothing said of a person can stand there after they are erased.
ALTER TABLE call_back ADD CONSTRAINT call_back_about_is_a_kind CHECK (about_type ~ '^[a-z_]+$');
