// Package state keeps what the service must know and the store does not hold: tenants, people
// and their roles, grants, tokens, sessions, drafts, idempotency keys and webhooks.
//
// It is one SQL database: a file of SQLite for the processes of one host, PostgreSQL for those
// of many. The queue of jobs (package jobs) lives in the same one; our tables begin with
// yoshiki_, those of the queue with river_. The store of packages and cases stays the truth:
// from a database that is a day old, or empty, nothing that was filed is lost.
//
// Each function is one transaction, and takes the time from who calls. Nothing here decides
// who may do what. No secret is kept: of tokens and sessions there are keyed hashes, which
// say nothing to who reads the database, and cannot be made by who writes to it.
package state
