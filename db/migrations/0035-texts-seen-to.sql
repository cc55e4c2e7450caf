-- Someone saw to a text that no call was asked for: who, when, and what they did about it.
ALTER TABLE inbound_text
  DROP CONSTRAINT inbound_text_status_check,
  ADD CONSTRAINT inbound_text_status_check
    CHECK (status IN ('received', 'answered', 'stopped', 'to_look_at', 'nobody', 'seen_to')),
  ADD seen_to_at timestamptz,
  ADD seen_to_by uuid,
  ADD seen_to_words text NOT NULL DEFAULT '',
  ADD FOREIGN KEY (alliance_id, seen_to_by) REFERENCES account,
  ADD CHECK ((status = 'seen_to') = (seen_to_at IS NOT NULL));
-- What is not read yet, since a crash cut it off, and what nobody has seen to.
CREATE INDEX inbound_text_unread ON inbound_text (alliance_id, received_at) WHERE status = 'received';
CREATE INDEX inbound_text_unseen ON inbound_text (alliance_id, id) WHERE status IN ('nobody', 'to_look_at');
