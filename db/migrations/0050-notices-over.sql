-- A thing that was told, or is being told, and is over since: should the message turn out not to have arrived, nobody is told
-- another way.
ALTER TABLE notice ADD over_at timestamptz;
