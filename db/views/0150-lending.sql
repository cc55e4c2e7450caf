-- Four numbers for the same lending, over whole days, first and last included. The figures of record are in 0100-figures.sql.
CREATE FUNCTION report.lending(first_day date, last_day date) RETURNS TABLE (figure text, value bigint) LANGUAGE sql STABLE AS $$
  WITH out AS (
    -- The days a loan was out: half open. A lost device was out until we knew; one still out, until the last day asked about.
    SELECT l.id, l.device_id, l.person_id, l.collected_on,
      CASE l.status WHEN 'returned' THEN l.returned_on WHEN 'lost' THEN coalesce(l.trouble_on, l.due_on) ELSE last_day + 1 END AS until_on
    FROM loan l
    WHERE l.alliance_id = current_alliance() AND l.status IN ('on_loan', 'returned', 'lost') AND l.collected_on <= last_day
  )
  SELECT 'loans', count(*) FROM out WHERE collected_on >= first_day
  UNION ALL
  SELECT 'loan_months', count(*) FROM out,
    LATERAL generate_series(0, 600) AS month (nth)
    -- The first month counts even for a loan of a day
    WHERE month.nth <= greatest(0, (extract(year FROM age(until_on, collected_on)) * 12 + extract(month FROM age(until_on, collected_on)))::int)
      AND (month.nth = 0 OR (collected_on + month.nth * interval '1 month')::date < until_on)
      AND (collected_on + month.nth * interval '1 month')::date BETWEEN first_day AND last_day
  UNION ALL
  SELECT 'households', count(DISTINCT CASE WHEN p.address = '' OR p.postcode IS NULL THEN p.id::text
      ELSE regexp_replace(lower(p.address), '[^a-z0-9]+', '', 'g') || p.postcode END)
  FROM out JOIN person p ON p.alliance_id = current_alliance() AND p.id = out.person_id
  WHERE out.until_on > first_day OR (out.until_on = out.collected_on AND out.collected_on >= first_day)
  UNION ALL
  SELECT 'device_days', coalesce(sum(greatest(0, least(until_on, last_day + 1) - greatest(collected_on, first_day))), 0) FROM out
$$;
