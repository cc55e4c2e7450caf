-- Since when nobody types at a call: it was put aside, or its worker has saved another. Colleagues do not see it as going on.
ALTER TABLE call_draft ADD put_down_at timestamptz;
