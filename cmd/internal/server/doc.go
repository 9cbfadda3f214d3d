// Package server serves package api to many: it finds out who asks, decides whether they may,
// keeps tenants apart, and bounds what anybody can use up.
//
//	connection ─ limits ─ request id, log ─ Authenticate ─ rates ─ route ─ action ─ audit ─ turn ─► api
//
// What keeps a processor busy takes turns, of which no tenant has so many that others wait for it;
// where too many wait, a request is refused before its body is read. What a store does not answer is
// to be asked again later, what is damaged in it is told to be so.
//
// What is not allowed is refused: an operation without an action is for nobody. The store of a
// request is the part of the store that belongs to the tenant of whoever asks, so that nothing
// else can be named.
package server
