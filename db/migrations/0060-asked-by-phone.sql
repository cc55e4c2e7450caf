-- A request that came by phone for somebody else keeps who asked; on the phone they may be there, and say themselves that they agree.
ALTER TABLE request
  DROP CONSTRAINT request_agreed_check,
  ADD CONSTRAINT request_agreed_check CHECK (agreed IN ('is_there', 'said_so', 'not_yet'));
