-- The trace that a message belongs to, as a traceparent (W3C Trace Context); '' for none.
ALTER TABLE yoshiki_delivery ADD COLUMN trace TEXT NOT NULL DEFAULT '';
