-- One text for SQLite and PostgreSQL. Times are microseconds since 1970, 0 for none; days are
-- texts; lists are texts with blanks between.
CREATE TABLE yoshiki_migration (version BIGINT PRIMARY KEY);

CREATE TABLE yoshiki_tenant (
	id      TEXT PRIMARY KEY,
	name    TEXT NOT NULL,
	created BIGINT NOT NULL,
	closed  BIGINT NOT NULL DEFAULT 0 -- nobody of it is let in any more
);

CREATE TABLE yoshiki_person (
	id      TEXT PRIMARY KEY,
	issuer  TEXT NOT NULL, -- the identity provider
	subject TEXT NOT NULL, -- what it calls the person
	name    TEXT NOT NULL,
	mail    TEXT NOT NULL,
	created BIGINT NOT NULL,
	seen    BIGINT NOT NULL DEFAULT 0,
	UNIQUE (issuer, subject)
);

CREATE TABLE yoshiki_role (
	tenant TEXT NOT NULL REFERENCES yoshiki_tenant (id),
	person TEXT NOT NULL REFERENCES yoshiki_person (id),
	role   TEXT NOT NULL,
	PRIMARY KEY (person, tenant, role)
);
CREATE INDEX yoshiki_role_tenant ON yoshiki_role (tenant);

CREATE TABLE yoshiki_grant (
	tenant     TEXT NOT NULL REFERENCES yoshiki_tenant (id), -- whose attachment it is
	case_id    TEXT NOT NULL,
	attachment TEXT NOT NULL,
	person     TEXT NOT NULL REFERENCES yoshiki_person (id), -- who may look
	until      TEXT NOT NULL,                                -- the last day
	giver      TEXT NOT NULL,
	created    BIGINT NOT NULL,
	PRIMARY KEY (tenant, case_id, attachment, person)
);
CREATE INDEX yoshiki_grant_person ON yoshiki_grant (person);

CREATE TABLE yoshiki_token (
	id      TEXT PRIMARY KEY,
	hash    TEXT NOT NULL UNIQUE,
	prefix  TEXT NOT NULL, -- its first characters, by which people know it
	tenant  TEXT NOT NULL REFERENCES yoshiki_tenant (id),
	name    TEXT NOT NULL,
	roles   TEXT NOT NULL,
	scopes  TEXT NOT NULL,
	giver   TEXT NOT NULL,
	created BIGINT NOT NULL,
	expires BIGINT NOT NULL,
	used    BIGINT NOT NULL DEFAULT 0,
	revoked BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX yoshiki_token_tenant ON yoshiki_token (tenant);

CREATE TABLE yoshiki_session (
	id      TEXT PRIMARY KEY, -- by which people name it; it opens nothing
	hash    TEXT NOT NULL UNIQUE,
	person  TEXT NOT NULL REFERENCES yoshiki_person (id),
	tenant  TEXT NOT NULL REFERENCES yoshiki_tenant (id), -- in which the person works
	created BIGINT NOT NULL,
	seen    BIGINT NOT NULL,
	idle    BIGINT NOT NULL, -- ends then unless it is used
	expires BIGINT NOT NULL  -- ends then at the latest
);
CREATE INDEX yoshiki_session_person ON yoshiki_session (person);

CREATE TABLE yoshiki_draft (
	tenant   TEXT NOT NULL REFERENCES yoshiki_tenant (id),
	person   TEXT NOT NULL,
	case_id  TEXT NOT NULL,
	field    TEXT NOT NULL,
	value    BYTEA NOT NULL,
	sequence BIGINT NOT NULL,
	written  BIGINT NOT NULL,
	PRIMARY KEY (tenant, person, case_id, field)
);

CREATE TABLE yoshiki_idempotency (
	tenant      TEXT NOT NULL,
	actor       TEXT NOT NULL,
	key         TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	attempt     TEXT NOT NULL,  -- who is at it, or was
	lease       BIGINT NOT NULL, -- until when; 0 when it is done
	status      BIGINT NOT NULL DEFAULT 0,
	header      BYTEA,
	body        BYTEA,
	created     BIGINT NOT NULL,
	PRIMARY KEY (tenant, actor, key)
);
CREATE INDEX yoshiki_idempotency_created ON yoshiki_idempotency (created);

CREATE TABLE yoshiki_webhook (
	id       TEXT PRIMARY KEY,
	tenant   TEXT NOT NULL REFERENCES yoshiki_tenant (id),
	address  TEXT NOT NULL,
	events   TEXT NOT NULL,
	created  BIGINT NOT NULL,
	failures BIGINT NOT NULL DEFAULT 0, -- one after the other
	failed   TEXT NOT NULL DEFAULT '',  -- why the last one did
	stopped  BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX yoshiki_webhook_tenant ON yoshiki_webhook (tenant);

CREATE TABLE yoshiki_delivery (
	id       TEXT PRIMARY KEY,
	webhook  TEXT NOT NULL REFERENCES yoshiki_webhook (id),
	event    TEXT NOT NULL,
	body     BYTEA NOT NULL,
	created  BIGINT NOT NULL,
	due      BIGINT NOT NULL,
	attempts BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX yoshiki_delivery_due ON yoshiki_delivery (due);
