-- What a region officer may read of one alliance: totals, through functions and never a row of anyone's record.
-- Functions and not views, since "each person once" over an arbitrary period cannot be added up from smaller sums. They run
-- as the owner (SECURITY DEFINER), whom row-level security binds too: they see the one alliance the transaction speaks for.
-- The role digiknow_region may call these and may read no table with a person in it.
CREATE FUNCTION report.region_figures(first_day date, last_day date)
RETURNS TABLE (figure text, value bigint, out_of bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM report.figures(first_day, last_day)
$$;
CREATE FUNCTION report.region_supported_by(unit text, first_day date, last_day date)
RETURNS TABLE (starts_on date, people bigint, new_people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM report.supported_by(unit, first_day, last_day)
$$;
CREATE FUNCTION report.region_first_day() RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT report.first_day()
$$;
REVOKE ALL ON FUNCTION report.region_figures, report.region_supported_by, report.region_first_day FROM public;
GRANT EXECUTE ON FUNCTION report.region_figures, report.region_supported_by, report.region_first_day TO digiknow_region;
