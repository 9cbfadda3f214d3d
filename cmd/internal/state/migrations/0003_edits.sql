-- Who made which version of a case.
CREATE TABLE yoshiki_edit (
	tenant  TEXT NOT NULL REFERENCES yoshiki_tenant (id),
	case_id TEXT NOT NULL,
	version BIGINT NOT NULL,
	person  TEXT NOT NULL, -- or the token
	name    TEXT NOT NULL, -- as it was then
	created BIGINT NOT NULL,
	PRIMARY KEY (tenant, case_id, version)
);

-- The newest version of a case that a person has looked at.
CREATE TABLE yoshiki_visit (
	tenant  TEXT NOT NULL REFERENCES yoshiki_tenant (id),
	person  TEXT NOT NULL,
	case_id TEXT NOT NULL,
	version BIGINT NOT NULL,
	seen    BIGINT NOT NULL,
	PRIMARY KEY (tenant, person, case_id)
);
