-- What residents tell us: one row each time somebody told us something under a theme, and by whom it came.
CREATE VIEW report.told WITH (security_invoker = true) AS
  SELECT r.alliance_id, r.theme, r.opened_on AS on_date, coalesce(w.kind, CASE WHEN r.source = 'partner' THEN 'partner' ELSE 'resident' END) AS by_whom
  FROM request r LEFT JOIN way_in w ON w.alliance_id = r.alliance_id AND w.id = r.way_in_id
  WHERE r.theme IS NOT NULL;
