-- Who found that a part of a case, taken over from the one before, is still right.
CREATE TABLE yoshiki_confirmation (
	tenant  TEXT NOT NULL REFERENCES yoshiki_tenant (id),
	case_id TEXT NOT NULL,
	part    TEXT NOT NULL, -- its pointer
	version BIGINT NOT NULL,
	person  TEXT NOT NULL, -- or the token
	name    TEXT NOT NULL, -- as it was then
	created BIGINT NOT NULL,
	PRIMARY KEY (tenant, case_id, part)
);
