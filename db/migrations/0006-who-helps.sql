-- What the pages of a request, a person and a partner look up: who was asked and who helps, and what a partner sent.
CREATE INDEX match_request ON match (alliance_id, request_id);
CREATE INDEX match_person ON match (alliance_id, person_id);
CREATE INDEX request_partner ON request (alliance_id, partner_id, opened_on) WHERE partner_id IS NOT NULL;
