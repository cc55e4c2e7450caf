-- Since when a provider takes nothing: those who run the program are told when it lasts.
ALTER TABLE provider_gate ADD shut_since timestamptz;
