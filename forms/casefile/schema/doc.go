// Package schema gives what helps to write a case file: its JSON Schema (draft 2020-12), for
// editors, and a skeleton with every key, for people.
package schema
