-- The figures of record. One view a figure, one row a record that counts: a figure is the sum, number or distinct people
-- of its rows, and the list behind it is the rows themselves, so the two cannot differ.
--   on_date, until_date   when it counts: rows with on_date <= last day and until_date >= first day; the same day, save for
--                         partners and champions, who count in every period they are part of
--   amount                what the row adds where rows are summed
-- They run with the rights of who asks, so row-level security holds behind them.

-- Help that a person received. A person is supported in a period by at least one row here.
CREATE VIEW report.help WITH (security_invoker = true) AS
  SELECT a.alliance_id, a.person_id, 'session' AS record_type, s.id AS record_id, s.reference, s.held_on AS on_date
  FROM session s JOIN attendance a ON a.alliance_id = s.alliance_id AND a.session_id = s.id
  WHERE s.status = 'held' AND a.status = 'attended'
UNION ALL
  SELECT alliance_id, person_id, 'loan', id, reference, collected_on
  FROM loan WHERE person_id IS NOT NULL AND status IN ('on_loan', 'returned', 'lost')
UNION ALL
  SELECT alliance_id, person_id, 'gift', id, '', given_on
  FROM distribution WHERE person_id IS NOT NULL
UNION ALL
  SELECT alliance_id, person_id, 'sim', id, reference, issued_on
  FROM sim WHERE person_id IS NOT NULL AND issued_on IS NOT NULL
UNION ALL
  SELECT alliance_id, person_id, 'request', id, reference, closed_on
  FROM request WHERE status = 'done';

CREATE VIEW report.supported WITH (security_invoker = true) AS
  SELECT alliance_id, record_type, record_id, reference, person_id, on_date, on_date AS until_date, 1 AS amount FROM report.help;

CREATE VIEW report.sessions WITH (security_invoker = true) AS
  SELECT s.alliance_id, 'session' AS record_type, s.id AS record_id, s.reference, NULL::uuid AS person_id,
    s.held_on AS on_date, s.held_on AS until_date, 1 AS amount
  FROM session s WHERE s.status = 'held';

CREATE VIEW report.minutes WITH (security_invoker = true) AS
  SELECT s.alliance_id, 'session' AS record_type, s.id AS record_id, s.reference, NULL::uuid AS person_id,
    s.held_on AS on_date, s.held_on AS until_date, s.minutes AS amount
  FROM session s WHERE s.status = 'held';

CREATE VIEW report.group_attendances WITH (security_invoker = true) AS
  SELECT s.alliance_id, 'session' AS record_type, s.id AS record_id, s.reference, NULL::uuid AS person_id,
    s.held_on AS on_date, s.held_on AS until_date,
    s.head_count + (
      SELECT count(*)::int FROM attendance a WHERE a.alliance_id = s.alliance_id AND a.session_id = s.id AND a.status = 'attended'
    ) AS amount
  FROM session s WHERE s.status = 'held' AND s.kind = 'group';

CREATE VIEW report.calls WITH (security_invoker = true) AS
  SELECT alliance_id, 'call' AS record_type, id AS record_id, '' AS reference, person_id,
    called_on AS on_date, called_on AS until_date, 1 AS amount
  FROM call;

CREATE VIEW report.requests_done WITH (security_invoker = true) AS
  SELECT alliance_id, 'request' AS record_type, id AS record_id, reference, person_id,
    closed_on AS on_date, closed_on AS until_date, 1 AS amount
  FROM request WHERE status = 'done';

CREATE VIEW report.loans WITH (security_invoker = true) AS
  SELECT alliance_id, 'loan' AS record_type, id AS record_id, reference, person_id,
    collected_on AS on_date, collected_on AS until_date, 1 AS amount
  FROM loan WHERE status IN ('on_loan', 'returned', 'lost');

-- A share: amount is 1 where the device came back in good condition, out of all that came back and were looked at.
CREATE VIEW report.returned_good WITH (security_invoker = true) AS
  SELECT alliance_id, 'loan' AS record_type, id AS record_id, reference, person_id,
    returned_on AS on_date, returned_on AS until_date, CASE WHEN condition_back = 'good' THEN 1 ELSE 0 END AS amount
  FROM loan WHERE status = 'returned' AND condition_back IS NOT NULL;

CREATE VIEW report.devices_given WITH (security_invoker = true) AS
  SELECT alliance_id, 'gift' AS record_type, id AS record_id, '' AS reference, person_id,
    given_on AS on_date, given_on AS until_date, quantity AS amount
  FROM distribution WHERE what = 'device';

CREATE VIEW report.data_given WITH (security_invoker = true) AS
  SELECT alliance_id, 'gift' AS record_type, id AS record_id, '' AS reference, person_id,
    given_on AS on_date, given_on AS until_date, quantity AS amount
  FROM distribution WHERE what = 'data'
UNION ALL
  -- From the stock of SIMs and vouchers, given to a person; what is lent in a device is none.
  SELECT alliance_id, 'sim', id, reference, person_id, issued_on, issued_on, 1
  FROM sim WHERE person_id IS NOT NULL AND issued_on IS NOT NULL;

CREATE VIEW report.partners WITH (security_invoker = true) AS
  SELECT alliance_id, 'partner' AS record_type, id AS record_id, name AS reference, NULL::uuid AS person_id,
    joined_on AS on_date, coalesce(left_on, 'infinity') AS until_date, 1 AS amount
  FROM partner;

CREATE VIEW report.champions WITH (security_invoker = true) AS
  SELECT c.alliance_id, 'champion' AS record_type, c.id AS record_id, p.reference, c.person_id,
    c.active_on AS on_date, coalesce(c.left_on, 'infinity') AS until_date, 1 AS amount
  FROM champion c JOIN person p ON p.alliance_id = c.alliance_id AND p.id = c.person_id
  WHERE c.active_on IS NOT NULL;

-- All the figures of this transaction's alliance over whole days, first and last day included. `out_of` only for a share.
-- To plan it takes longer than to run it, so a connection plans it once, whatever the days.
CREATE FUNCTION report.figures(first_day date, last_day date)
RETURNS TABLE (figure text, value bigint, out_of bigint) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT 'supported'::text, count(*), NULL::bigint FROM (
    SELECT DISTINCT person_id FROM report.supported
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day) AS people
  UNION ALL SELECT 'sessions', count(*), NULL FROM report.sessions
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'minutes', coalesce(sum(amount), 0), NULL FROM report.minutes
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'calls', count(*), NULL FROM report.calls
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'requests_done', count(*), NULL FROM report.requests_done
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'loans', count(*), NULL FROM report.loans
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'returned_good', coalesce(sum(amount), 0), count(*) FROM report.returned_good
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'devices_given', coalesce(sum(amount), 0), NULL FROM report.devices_given
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'data_given', coalesce(sum(amount), 0), NULL FROM report.data_given
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'group_attendances', coalesce(sum(amount), 0), NULL FROM report.group_attendances
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'partners', count(*), NULL FROM report.partners
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day
  UNION ALL SELECT 'champions', count(*), NULL FROM report.champions
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day;
END $$;

-- People supported in each quarter (once a quarter), and those the period sees for the first time (for the running total).
CREATE FUNCTION report.supported_by(unit text, first_day date, last_day date)
RETURNS TABLE (starts_on date, people bigint, new_people bigint) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
  -- Grouped twice by hashing rather than ranked: a window would sort every row.
  WITH once AS MATERIALIZED (
    SELECT person_id, date_trunc(unit, on_date::timestamp)::date AS part FROM report.supported
    WHERE alliance_id = current_alliance() AND on_date <= last_day AND until_date >= first_day GROUP BY 1, 2
  ), seen AS (
    SELECT part, count(*) AS people FROM once GROUP BY part
  ), met AS (
    SELECT part, count(*) AS people FROM (SELECT min(part) AS part FROM once GROUP BY person_id) AS person GROUP BY part
  )
  SELECT seen.part, seen.people, coalesce(met.people, 0) FROM seen LEFT JOIN met ON met.part = seen.part;
END $$;

-- The first day anything was recorded, or null: where "since we started" starts.
CREATE FUNCTION report.first_day() RETURNS date LANGUAGE sql STABLE AS $$
  SELECT least(
    (SELECT min(held_on) FROM session WHERE alliance_id = current_alliance() AND status = 'held'),
    (SELECT min(opened_on) FROM request WHERE alliance_id = current_alliance()),
    (SELECT min(called_on) FROM call WHERE alliance_id = current_alliance()),
    (SELECT min(collected_on) FROM loan WHERE alliance_id = current_alliance()),
    (SELECT min(given_on) FROM distribution WHERE alliance_id = current_alliance()),
    (SELECT min(joined_on) FROM partner WHERE alliance_id = current_alliance()))
$$;

-- What people said when they asked for help: one row a request and barrier, or need. Counted once a person and code.
CREATE VIEW report.barriers WITH (security_invoker = true) AS
  SELECT alliance_id, 'request' AS record_type, id AS record_id, reference, person_id,
    opened_on AS on_date, opened_on AS until_date, 1 AS amount, unnest(barriers) AS code
  FROM request;
CREATE VIEW report.needs WITH (security_invoker = true) AS
  SELECT alliance_id, 'request' AS record_type, id AS record_id, reference, person_id,
    opened_on AS on_date, opened_on AS until_date, 1 AS amount, unnest(needs) AS code
  FROM request;

-- One row a skill asked about both before and after, in a request whose second check was on that day.
CREATE VIEW report.skill_changes WITH (security_invoker = true) AS
  SELECT later.alliance_id, later.person_id, later.taken_on AS on_date, skill.name, skill.position,
    was.answer AS before, answer.answer AS after
  FROM skill_check later
  JOIN skill_check earlier ON earlier.alliance_id = later.alliance_id AND earlier.request_id = later.request_id AND earlier.moment = 'before'
  JOIN skill_check_answer answer ON answer.alliance_id = later.alliance_id AND answer.skill_check_id = later.id
  JOIN skill_check_answer was ON was.alliance_id = later.alliance_id AND was.skill_check_id = earlier.id AND was.skill_id = answer.skill_id
  JOIN skill ON skill.alliance_id = later.alliance_id AND skill.id = answer.skill_id
  WHERE later.moment = 'after';
