package casefile

import "embed"

// Sources are the Go files of the record, whose comments say what each key means.
//
//go:embed case.go application.go audit.go hold.go incident.go parties.go prior.go registered.go statement.go scalars.go submission.go report.go
var Sources embed.FS
