package access

import "time"

// Edit is who made a version of a case, and when.
type Edit struct {
	Tenant, Case string
	Version      int
	Person, Name string // id of the person or token, and what it was called then
	Made         time.Time
}
