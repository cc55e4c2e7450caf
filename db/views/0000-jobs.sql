-- The app may put work in the queue; only the worker, as the owner, reads it.
CREATE OR REPLACE FUNCTION public.queue_job(job text, payload json, run_at timestamptz, job_key text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT graphile_worker.add_job(job, payload, run_at := run_at, job_key := job_key, max_attempts := 12);
$$;
