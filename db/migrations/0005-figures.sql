-- What the figures are counted by: each view of db/views/0100-figures.sql reads one range of days from one of these.
CREATE INDEX request_opened_day ON request (alliance_id, opened_on);
CREATE INDEX loan_returned_day ON loan (alliance_id, returned_on) WHERE status = 'returned';
