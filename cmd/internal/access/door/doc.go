// Package door finds out who asks: it turns an API token, a token of the identity provider or
// the cookie of a session into an [access.Actor], lets people sign in and out by OpenID
// Connect, and makes, lists and revokes what opens the door.
//
// What is refused is refused in one way, so that an answer tells nothing of what was wrong
// with the key. What was found out is believed for half a second, in each server: a token
// that is revoked, a session that is ended and a role that is taken away open nothing a
// second later.
//
// A request that changes something and comes with a cookie must also show that a page of ours
// made it (see [Door.CSRF]): browsers send cookies with requests that other sites make.
package door
