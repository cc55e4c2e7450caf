-- The app may put work in the queue; only the worker, as the owner, reads it.
CREATE OR REPLACE FUNCTION public.queue_job(job text, payload json, run_at timestamptz, job_key text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT graphile_worker.add_job(job, payload, run_at := run_at, job_key := job_key, max_attempts := 12);
$$;

-- What administrators may know of the queue: an alliance's own work, and that which is done for all. Never what a job was given;
-- and why it failed without what errors quote, which may be a person's name or number.
DROP FUNCTION IF EXISTS public.own_jobs();
CREATE FUNCTION public.own_jobs() RETURNS TABLE (
  id bigint, task text, is_shared boolean, run_at timestamptz, created_at timestamptz, tries integer, most_tries integer,
  is_running boolean, why text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT job.id, task.identifier, job.payload ->> 'allianceId' IS NULL, job.run_at, job.created_at, job.attempts::integer,
    job.max_attempts::integer, job.locked_at IS NOT NULL AND job.locked_at > now() - interval '4 hours',
    left(regexp_replace(regexp_replace(split_part(job.last_error, E'\n', 1), '"[^"]*"|''[^'']*''|\([^)]*\)|\S+@\S+', '…', 'g'), '\d{4,}', '…', 'g'), 160)
  FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id
  WHERE job.payload ->> 'allianceId' IS NULL OR job.payload ->> 'allianceId' = public.current_alliance()::text
$$;

-- Does one failing job of this alliance again now. False when there is none to do again.
DROP FUNCTION IF EXISTS public.retry_own_job(bigint);
CREATE FUNCTION public.retry_own_job(job_id bigint) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) > 0 FROM graphile_worker.reschedule_jobs(
    ARRAY(SELECT own.id FROM public.own_jobs() own WHERE own.id = job_id AND own.tries > 0 AND NOT own.is_running AND NOT own.is_shared),
    run_at := now(), attempts := 0);
$$;

-- When work that comes by the clock was last begun.
DROP FUNCTION IF EXISTS public.clock_jobs();
CREATE FUNCTION public.clock_jobs() RETURNS TABLE (task text, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT identifier, last_execution FROM graphile_worker._private_known_crontabs
$$;

-- How much waits in the whole installation, for those who watch over it: counts and nothing else.
DROP FUNCTION IF EXISTS public.count_jobs();
CREATE FUNCTION public.count_jobs() RETURNS TABLE (task text, waiting bigint, running bigint, failing bigint, given_up bigint, late_seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT task.identifier,
    count(*) FILTER (WHERE job.locked_at IS NULL AND job.attempts < job.max_attempts),
    count(*) FILTER (WHERE job.locked_at IS NOT NULL),
    count(*) FILTER (WHERE job.attempts > 0 AND job.attempts < job.max_attempts AND job.last_error IS NOT NULL),
    count(*) FILTER (WHERE job.attempts >= job.max_attempts AND job.locked_at IS NULL),
    greatest(0, extract(epoch FROM now() - min(job.run_at) FILTER (WHERE job.locked_at IS NULL AND job.attempts < job.max_attempts)))::double precision
  FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id
  GROUP BY task.identifier
$$;

REVOKE ALL ON FUNCTION own_jobs(), retry_own_job(bigint), clock_jobs(), count_jobs() FROM public;
GRANT EXECUTE ON FUNCTION own_jobs(), retry_own_job(bigint), clock_jobs(), count_jobs() TO digiknow_app;
