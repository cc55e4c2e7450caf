-- What residents tell us: one row each time somebody told us something under a theme, and by whom it came; with a request of theirs,
-- or passed on without a name.
CREATE VIEW report.told WITH (security_invoker = true) AS
  SELECT r.alliance_id, r.theme, r.opened_on AS on_date, coalesce(w.kind, CASE WHEN r.source = 'partner' THEN 'partner' ELSE 'resident' END) AS by_whom
  FROM request r LEFT JOIN way_in w ON w.alliance_id = r.alliance_id AND w.id = r.way_in_id
  WHERE r.theme IS NOT NULL
  UNION ALL
  SELECT f.alliance_id, f.theme, f.told_on, coalesce(w.kind, 'partner')
  FROM feedback f LEFT JOIN way_in w ON w.alliance_id = f.alliance_id AND w.id = f.way_in_id;
