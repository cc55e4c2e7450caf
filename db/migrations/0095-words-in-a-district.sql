-- A name and a district typed together are found at once: beside each word of a name, the word in the district of their postcode.
-- What is brought over is every alliance's: the owner is bound again when the policies are remade, after the migrations.
ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person_token NO FORCE ROW LEVEL SECURITY;

INSERT INTO person_token (alliance_id, token, person_id)
SELECT t.alliance_id, '%' || lower(split_part(p.postcode, ' ', 1)) || ' ' || t.token, t.person_id
FROM person_token t JOIN person p ON p.alliance_id = t.alliance_id AND p.id = t.person_id
WHERE p.postcode LIKE '% %' AND t.token !~ '[%@~:=&#<-]'
ON CONFLICT DO NOTHING;

-- The last digits of numbers, for whoever was bound when they were first brought over.
INSERT INTO person_token (alliance_id, token, person_id)
SELECT alliance_id, '<' || reverse(substr(token, 2)), person_id FROM person_token WHERE left(token, 1) = '#'
ON CONFLICT DO NOTHING;
