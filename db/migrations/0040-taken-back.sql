-- Taking consent back ended one row of it, though every form writes it down again: what was said before counts as taken back too.
-- The rows are every alliance's; the owner is bound again when the policies are remade, after the migrations.
ALTER TABLE consent NO FORCE ROW LEVEL SECURITY;

UPDATE consent AS c SET withdrawn_at = back.withdrawn_at, withdrawn_how = back.withdrawn_how
FROM (
  SELECT DISTINCT ON (alliance_id, person_id, purpose, partner_id)
    alliance_id, person_id, purpose, partner_id, withdrawn_at, withdrawn_how
  FROM consent WHERE withdrawn_at IS NOT NULL
  ORDER BY alliance_id, person_id, purpose, partner_id, withdrawn_at DESC
) AS back
WHERE c.alliance_id = back.alliance_id AND c.person_id = back.person_id AND c.purpose = back.purpose
  AND c.partner_id IS NOT DISTINCT FROM back.partner_id AND c.withdrawn_at IS NULL
  -- An id begins with the moment it was made, in milliseconds: what was said again afterwards stands.
  AND to_timestamp(('x' || left(replace(c.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) < back.withdrawn_at;
