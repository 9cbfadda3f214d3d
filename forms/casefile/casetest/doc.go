// Package casetest makes cases and edits by chance for the tests of what works on any case:
// the same seed gives the same. Its texts are such as break careless code: they look like
// YAML, like numbers or like nothing, and have several lines and characters beyond the BMP.
package casetest
