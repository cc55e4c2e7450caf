-- A call about something that is of no use after a moment (a reminder of a day that has passed) is not rung after it. The time of
-- day somebody asked for (due_until) is another thing: having missed it, we still owe them the call.
ALTER TABLE call_back ADD not_after timestamptz;
UPDATE call_back c SET not_after = n.not_after FROM notice n
WHERE c.status = 'waiting' AND n.alliance_id = c.alliance_id AND c.cause = 'notice ' || n.id;

-- A call put aside is not going on meanwhile: so many seconds of it nobody was on the line.
ALTER TABLE call_draft ADD away_seconds integer NOT NULL DEFAULT 0 CHECK (away_seconds >= 0);
