-- A phone number is found by its last digits too, without the area code: beside each number its digits from the end.
INSERT INTO person_token (alliance_id, token, person_id)
SELECT alliance_id, '<' || reverse(substr(token, 2)), person_id FROM person_token WHERE left(token, 1) = '#'
ON CONFLICT DO NOTHING;
