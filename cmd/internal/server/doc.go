// Package server serves package api to many: it finds out who asks, decides whether they may,
// keeps tenants apart, and bounds what anybody can use up.
//
//	connection ─ limits ─ request id, log ─ Authenticate ─ rates ─ route ─ action ─ audit ─► api
//
// What is not allowed is refused: an operation without an action is for nobody. The store of a
// request is the part of the store that belongs to the tenant of whoever asks, so that nothing
// else can be named.
package server
