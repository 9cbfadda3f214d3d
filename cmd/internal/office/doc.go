// Package office holds what the authority's staff do: receive a package and build their own case
// of it, issue letters one by one or from a list, approve them as a second person, keep the
// public list of services, and print stored cases anew after a revision of the rules.
//
// Numbers and letters are create-only objects of the office's store, so any number of people can
// work at once. Errors are those of app; a row of a list that fails stops no other.
package office
