// Package admin are the pages of who says who may do what in a tenant, and of who looks after
// that: people and their roles, tokens, sessions and webhooks, and the audit log.
//
//	h := frame.New(frame.Options{…}, admin.Room(admin.Options{State: db, Key: key, Log: store}))
//
// They do what the access and audit commands do, for the tenant of who asks alone: what is of
// another is as what is not there. A secret is shown once, on the page that answers; no page
// shows it again. Who would leave a tenant without anybody who can come to these pages is told
// so, and has to say that it is meant.
package admin
