// Package testdata holds the sample that people may look at before they fill in a case of
// their own. All else here is for tests.
package testdata

import "embed"

// Demo is the case of a small provider, cases/small-saas.yaml, with its attachments beside it.
// Everybody in it is made up.
//
//go:embed cases/small-saas.yaml cases/small-saas
var Demo embed.FS

// DemoCase is the path of the case in Demo.
const DemoCase = "cases/small-saas.yaml"
