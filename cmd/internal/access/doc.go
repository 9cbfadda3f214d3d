// Package access says who asks and what they may do: tenants, people, roles, API tokens,
// sessions and sign-in.
//
// Whoever asks is an [Actor], found out once at the door of the service and carried in the
// context. An actor belongs to one tenant, and every key of the store that a request touches
// lies below that tenant's prefix: what belongs to another cannot be named at all, so a
// foreign id answers as a missing one. Within a tenant an [Action] is allowed by a role, and,
// for an API token, by one of its scopes as well.
package access
