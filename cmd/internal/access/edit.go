package access

import "time"

// Edit is who made a version of a case, and when.
type Edit struct {
	Tenant, Case string
	Version      int
	Person, Name string // id of the person or token, and what it was called then
	Made         time.Time
}

// Confirmation is who found that a part of a case is still right as it was taken over from the
// case before, at which version, and when.
type Confirmation struct {
	Edit
	Part string // its pointer
}
