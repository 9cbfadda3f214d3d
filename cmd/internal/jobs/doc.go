// Package jobs hands out the groups of a batch (package rerender) to the workers of several
// processes by River, in a database: a file of SQLite for those of one host, PostgreSQL for
// those of many.
//
// The store is the truth. The database holds who does what next, and nothing that could not
// be put in again from the plan: a job does what [rerender.Batch.Do] does, which looks in the
// store whether it is done, and twice is harmless. A batch has a queue of its own, named after
// its plan, so that one database serves several stores.
package jobs
