// Package api is what other programs do with yoshiki over HTTP: the operations of package app
// as routes under /v1, told by an OpenAPI 3.1 document that is made from them.
//
//	request ─ Options.Use (who may) ─ operation ─► app ─► Options.Store
//
// There is one file for each subject. An operation names the [access.Action] that it is, see
// [ActionOf], and decides nothing about who may do it; it takes its store and its clock from
// [Options]. Whatever goes wrong is a [Problem] (RFC 9457) in the language of the request.
//
// A case has the SHA-256 of its text as its ETag, and is changed only by whoever names the one
// that was read (If-Match).
package api
